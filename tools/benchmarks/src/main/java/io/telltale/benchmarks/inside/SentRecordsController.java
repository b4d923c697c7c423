package io.telltale.benchmarks.inside;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.lang.management.ManagementFactory;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Answers how many records the producers of this process have sent to each topic, by their own
 * metrics: one line a topic, its name and the number. Kafka clients register them with JMX; what
 * the process publishes of them elsewhere is up to a minute old.
 */
@Controller(SentRecordsController.PATH)
public final class SentRecordsController {

    /** Where it answers. */
    public static final String PATH = "/benchmark-records";

    private static final String TOPICS = "kafka.producer:type=producer-topic-metrics,*";
    private static final String SENT = "record-send-total";

    /** All topics that any producer has sent to. */
    @Get
    HttpResponse<String> records() throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var sent = new TreeMap<String, Long>();
        for (var name : server.queryNames(new ObjectName(TOPICS), null)) {
            if (server.getAttribute(name, SENT) instanceof Number number) {
                sent.merge(topic(name), number.longValue(), Long::sum);
            }
        }
        var lines =
                sent.entrySet().stream()
                        .map(topic -> topic.getKey() + " " + topic.getValue() + "\n")
                        .collect(Collectors.joining());
        return HttpResponse.ok(lines).contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    private static String topic(ObjectName name) {
        var topic = name.getKeyProperty("topic");
        return topic.startsWith("\"") ? ObjectName.unquote(topic) : topic;
    }
}
