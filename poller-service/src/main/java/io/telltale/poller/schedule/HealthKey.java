package io.telltale.poller.schedule;

import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SourceHealth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Under which key the health of a source stands: provider:account:kind, then its subject. All
 * commands of an account are one source, so that keys do not grow with commands.
 */
public final class HealthKey {

    private HealthKey() {}

    /** The key of what is told. */
    public static String of(SourceHealth health) {
        return of(health.getProvider(), health.getAccount(), health.getKind(), health.getSubject());
    }

    /** The key of what a task polls. */
    public static String of(PollTask task) {
        return of(task.getProvider(), task.getAccount(), task.getKind(), subjectOf(task));
    }

    private static String of(
            Provider provider, String account, PollKind kind, @Nullable String subject) {
        var source = "%s:%s:%s".formatted(lower(provider), account, kind);
        return subject == null ? source : source + ":" + subject;
    }

    /** Which of several of its kind; the same as the polls say when a scan is complete. */
    static @Nullable String subjectOf(PollTask task) {
        return switch (task.getKind()) {
            case THINGSPACE_CAMPAIGN ->
                    task.getAccount() + ":" + task.getParameters().get("campaignId");
            case THINGSPACE_SMS_HISTORY, THINGSPACE_LISTENER, XTREMEPUSH_PUSH_DEVICES ->
                    restOfId(task);
            case THINGSPACE_CAMPAIGNS, THINGSPACE_SMS_QUEUE, GRAPH_COMMAND, UNKNOWN -> null;
        };
    }

    /** What stands in the id after the kind; null when nothing does. */
    private static @Nullable String restOfId(PollTask task) {
        var head =
                "%s.%s.%s."
                        .formatted(
                                lower(task.getProvider()),
                                task.getAccount(),
                                lower(task.getKind()).replace('_', '-'));
        return task.getId().startsWith(head) ? task.getId().substring(head.length()) : null;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
