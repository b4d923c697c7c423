package io.telltale.localstack;

import io.telltale.localstack.letters.LetterApi;
import io.telltale.localstack.letters.LetterLines;
import io.telltale.localstack.plan.Instances;
import io.telltale.localstack.plan.Part;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./telltale dead-letters}. */
@Command(
        name = "dead-letters",
        description =
                "Shows what came in and could not be used, writes records back, and passes them on.",
        footer = {
            "",
            "Prints JSON lines. The admin token is the first of TELLTALE_ADMIN_TOKENS, where the service wants one.",
            "Exit code: 0 done, 1 not done or not all of it, 2 wrong usage."
        },
        mixinStandardHelpOptions = true)
final class DeadLettersCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected list, show ID, redrive ID..., redrive --all or skip TOPIC PARTITION OFFSET.");
    }

    /** What a subcommand does. */
    private interface Work {
        boolean of(LetterLines lines) throws IOException;
    }

    /** Where the service is; shared by the subcommands. */
    static final class Service {

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Address of poller-service (default: that of the local stack).")
        private @Nullable URI url;

        @Mixin private final DataFolder data = new DataFolder();

        private int run(CommandSpec spec, Work work) {
            var token =
                    Optional.ofNullable(System.getenv("TELLTALE_ADMIN_TOKENS"))
                            .map(tokens -> tokens.split(",", 2)[0].strip());
            var base = url == null ? ofLocalStack() : url;
            var out = spec.commandLine().getOut();
            try {
                return work.of(new LetterLines(new LetterApi(base, token), out::println)) ? 0 : 1;
            } catch (IOException e) {
                spec.commandLine().getErr().println("poller-service does not answer at " + base);
                return 1;
            }
        }

        private URI ofLocalStack() {
            return data.parts(Instances.SINGLE).stream()
                    .filter(part -> part.name().equals("poller-service"))
                    .map(Part::address)
                    .map(URI::create)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Which letters; shared by the subcommands. */
    static final class Conditions {

        @Option(names = "--reason", paramLabel = "R", description = "Only of this reason.")
        private @Nullable String reason;

        @Option(names = "--source", paramLabel = "S", description = "Only from this source.")
        private @Nullable String source;

        private Map<String, String> query() {
            var query = new HashMap<String, String>();
            Optional.ofNullable(reason).ifPresent(one -> query.put("reason", one));
            Optional.ofNullable(source).ifPresent(one -> query.put("source", one));
            return query;
        }
    }

    @Command(name = "list", description = "A line per letter, youngest first.")
    int list(
            @Mixin Service service,
            @Mixin Conditions conditions,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit) {
        if (limit < 1) {
            throw new ParameterException(sub("list"), "Expected --limit of 1 or more.");
        }
        return service.run(specOf("list"), lines -> lines.list(conditions.query(), limit));
    }

    @Command(name = "show", description = "One letter with its content.")
    int show(@Mixin Service service, @Parameters(paramLabel = "ID") String id) {
        return service.run(specOf("show"), lines -> lines.show(id));
    }

    @Command(
            name = "redrive",
            description = "Writes the records of letters back to where they stood, each once.")
    int redrive(
            @Mixin Service service,
            @Mixin Conditions conditions,
            @Option(names = "--all", description = "All that can be; with --reason, --source.")
                    boolean all,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description =
                                    "Name to be recorded with the request (default: the user's name).")
                    String by,
            @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids) {
        var named = ids == null ? List.<String>of() : ids;
        if (all == !named.isEmpty()) {
            throw new ParameterException(sub("redrive"), "Expected either ids or --all.");
        }
        if (!all && !conditions.query().isEmpty()) {
            throw new ParameterException(
                    sub("redrive"), "--reason and --source go with --all, not with ids.");
        }
        return service.run(
                specOf("redrive"),
                lines -> all ? lines.redriveAll(conditions.query(), by) : lines.redrive(named, by));
    }

    @Command(
            name = "skip",
            description =
                    "Has streams-app pass a record on that it cannot get past, from its next start.")
    int skip(
            @Mixin Service service,
            @Option(
                            names = "--by",
                            paramLabel = "NAME",
                            defaultValue = "${sys:user.name}",
                            description =
                                    "Name to be recorded with the request (default: the user's name).")
                    String by,
            @Parameters(paramLabel = "TOPIC", description = "As it is named on the brokers.")
                    String topic,
            @Parameters(paramLabel = "PARTITION") int partition,
            @Parameters(paramLabel = "OFFSET") long offset) {
        if (partition < 0 || offset < 0) {
            throw new ParameterException(
                    sub("skip"), "Expected PARTITION and OFFSET of 0 or more.");
        }
        return service.run(specOf("skip"), lines -> lines.skip(topic, partition, offset, by));
    }

    private CommandLine sub(String name) {
        return Objects.requireNonNull(spec.subcommands().get(name));
    }

    private CommandSpec specOf(String name) {
        return sub(name).getCommandSpec();
    }
}
