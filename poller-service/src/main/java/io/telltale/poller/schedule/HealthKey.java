package io.telltale.poller.schedule;

import io.telltale.schemas.record.PollKind;
import io.telltale.schemas.record.PollTask;
import io.telltale.schemas.record.Provider;
import io.telltale.schemas.record.SourceHealth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The key of a source's health: provider:account:kind, then its subject. All commands of an account
 * are one source, so that keys do not grow with commands.
 */
public final class HealthKey {

    private HealthKey() {}

    /** The key of a health record. */
    public static String of(SourceHealth health) {
        return of(health.getProvider(), health.getAccount(), health.getKind(), health.getSubject());
    }

    /** The key of the source that a task polls. */
    public static String of(PollTask task) {
        return of(task.getProvider(), task.getAccount(), task.getKind(), subjectOf(task));
    }

    private static String of(
            Provider provider, String account, PollKind kind, @Nullable String subject) {
        var source = "%s:%s:%s".formatted(lower(provider), account, kind);
        return subject == null ? source : source + ":" + subject;
    }

    /** Which of several sources of its kind; equal to the subject of a complete scan. */
    static @Nullable String subjectOf(PollTask task) {
        return switch (task.getKind()) {
            case THINGSPACE_CAMPAIGN ->
                    task.getAccount() + ":" + task.getParameters().get("campaignId");
            case THINGSPACE_SMS_HISTORY, THINGSPACE_LISTENER, XTREMEPUSH_PUSH_DEVICES ->
                    restOfId(task);
            case THINGSPACE_CAMPAIGNS, THINGSPACE_SMS_QUEUE, GRAPH_COMMAND, UNKNOWN -> null;
        };
    }

    /** The part of the id after the kind; null when there is none. */
    private static @Nullable String restOfId(PollTask task) {
        var head =
                "%s.%s.%s."
                        .formatted(
                                lower(task.getProvider()),
                                task.getAccount(),
                                lower(task.getKind()).replace('_', '-'));
        return task.getId().startsWith(head) ? task.getId().substring(head.length()) : null;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
