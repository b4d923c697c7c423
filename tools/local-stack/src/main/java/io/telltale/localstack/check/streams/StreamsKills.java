package io.telltale.localstack.check.streams;

import io.telltale.localstack.check.report.Setting;
import io.telltale.localstack.check.stack.FaultInjector;
import io.telltale.localstack.check.stack.PlainTopicReader;
import io.telltale.localstack.run.LocalStack;
import io.telltale.localstack.run.Progress;
import java.util.List;

/**
 * Kills and pauses the instances of the streams application; nothing is observed before the end.
 *
 * @param instances their names
 */
public record StreamsKills(Setting setting, List<List<String>> instances, Progress progress)
        implements Disturbance {

    public StreamsKills {
        instances = List.copyOf(instances);
    }

    @Override
    public void during(LocalStack services, FleetRefs refs) throws InterruptedException {
        new FaultInjector(services, instances, progress).during(setting.life(), setting.kills());
    }

    @Override
    public Findings findings(PlainTopicReader topic) {
        return Findings.NONE;
    }
}
