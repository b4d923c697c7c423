package io.telltale.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.telltale.streams.campaign.StuckReason;
import io.telltale.streams.query.CampaignMember;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Devices of a campaign as lines of CSV, RFC 4180. What is unknown is empty. What a spreadsheet
 * would take for a formula begins with an apostrophe, since the texts are those of strangers.
 */
final class MemberRows {

    private static final String UNKNOWN = "";
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectWriter LINES =
            CsvMapper.builder()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .build()
                    .writerFor(String[].class)
                    .with(CsvSchema.emptySchema().withLineSeparator("\r\n"));
    private static final String HEADER =
            "ref,deviceKey,outcome,providerStatus,reason,occurredAt,observedAt,stuckReason\r\n";

    private MemberRows() {}

    static byte[] of(List<CampaignMember> devices, boolean withHeader) {
        var text = new StringWriter();
        if (withHeader) {
            text.write(HEADER);
        }
        try (var lines = LINES.writeValues(text)) {
            for (var device : devices) {
                lines.write(columns(MemberJson.of(device)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a line of CSV is written to memory", e);
        }
        return text.toString().getBytes(UTF_8);
    }

    private static String[] columns(MemberJson member) {
        return new String[] {
            member.ref(),
            member.deviceKey(),
            member.outcome().name(),
            harmless(member.providerStatus()),
            harmless(member.reason()),
            time(member.occurredAt()),
            time(member.observedAt()),
            word(member.stuckReason())
        };
    }

    private static String word(@Nullable StuckReason reason) {
        return reason == null ? UNKNOWN : reason.name();
    }

    private static String harmless(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return UNKNOWN;
        }
        return STARTS_A_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    private static String time(@Nullable Instant time) {
        return time == null ? UNKNOWN : MILLIS.format(time);
    }
}
