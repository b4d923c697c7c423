package io.telltale.poller.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.service.query.Query;
import java.io.BufferedReader;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Links as CSV: a header with the columns {@code ref}, {@code sameAs} and optionally {@code
 * validFrom}, {@code validTo} and {@code by}, in any order; then a link a line. Empty lines and
 * lines that begin with {@code #} are left out. A wrong line costs only itself.
 */
final class LinkCsv {

    private static final List<String> COLUMNS =
            List.of("ref", "sameAs", "validFrom", "validTo", "by");
    private static final ObjectReader CSV =
            CsvMapper.builder()
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .build()
                    .readerFor(String[].class);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final LinkForm form;
    private final List<String> header;

    private LinkCsv(LinkForm form, List<String> header) {
        this.form = form;
        this.header = header;
    }

    /** One line that is neither empty nor a comment. */
    sealed interface Line {

        /**
         * A link.
         *
         * @param number of the line, from 1
         * @param link declared
         */
        record Good(int number, DeviceLink link) implements Line {}

        /**
         * No link.
         *
         * @param number of the line, from 1
         * @param reason what was expected and what came
         */
        record Bad(int number, String reason) implements Line {}
    }

    private record Text(int number, String text) {}

    /**
     * Reads the header, and the lines when the stream is consumed.
     *
     * @throws IllegalArgumentException if the header is not as described
     * @throws java.io.UncheckedIOException here or from the stream, if the lines cannot be read
     */
    static Stream<Line> read(BufferedReader reader, LinkForm form) {
        var number = new int[1];
        var lines =
                reader.lines()
                        .map(text -> new Text(++number[0], text))
                        .filter(line -> !line.text().isBlank() && !line.text().startsWith("#"))
                        .iterator();
        var csv = new LinkCsv(form, header(lines.hasNext() ? lines.next().text() : ""));
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false)
                .map(csv::line);
    }

    private static List<String> header(String text) {
        var columns = cells(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        var areKnown = COLUMNS.containsAll(columns);
        var areDistinct = columns.stream().distinct().count() == columns.size();
        if (!areKnown || !areDistinct || !columns.containsAll(List.of("ref", "sameAs"))) {
            throw new IllegalArgumentException(
                    "expected a header ref,sameAs[,validFrom][,validTo][,by], was '%s'"
                            .formatted(Query.shown(String.join(",", columns))));
        }
        return columns;
    }

    private Line line(Text line) {
        try {
            var cells = cells(line.text());
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException(
                        "expected %d cells, was %d".formatted(header.size(), cells.size()));
            }
            return new Line.Good(
                    line.number(),
                    form.declared(
                            DeviceRef.parse(cells.get(header.indexOf("ref"))),
                            DeviceRef.parse(cells.get(header.indexOf("sameAs"))),
                            cell(cells, "validFrom"),
                            cell(cells, "validTo"),
                            cell(cells, "by")));
        } catch (IllegalArgumentException e) {
            return new Line.Bad(line.number(), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String cell(List<String> cells, String column) {
        var index = header.indexOf(column);
        return index < 0 ? null : cells.get(index);
    }

    private static List<String> cells(String text) {
        try {
            String[] cells = CSV.readValue(text);
            return cells == null ? List.of() : Arrays.asList(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected comma-separated cells", e);
        }
    }
}
