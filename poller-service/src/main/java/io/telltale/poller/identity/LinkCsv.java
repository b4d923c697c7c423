package io.telltale.poller.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Links as CSV: a header that names the columns {@code ref}, {@code sameAs} and, if wanted, {@code
 * validFrom}, {@code validTo} and {@code by}, in any order; then a link a line. Empty lines and
 * lines that begin with {@code #} are passed over. A line that is wrong costs only itself. Not safe
 * for threads.
 */
public final class LinkCsv {

    private static final List<String> COLUMNS =
            List.of("ref", "sameAs", "validFrom", "validTo", "by");
    private static final ObjectReader CSV =
            CsvMapper.builder()
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .build()
                    .readerFor(String[].class);
    private static final int LONGEST_SHOWN = 100;

    private final BufferedReader lines;
    private final LinkForm form;
    private final List<String> header;
    private int number;

    /** One line that is neither empty nor a comment. */
    public sealed interface Line {

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

    /**
     * Reads the header.
     *
     * @throws IllegalArgumentException if the header is not as described
     * @throws IOException if the lines cannot be read
     */
    public LinkCsv(BufferedReader lines, LinkForm form) throws IOException {
        this.lines = lines;
        this.form = form;
        this.header = header();
    }

    private List<String> header() throws IOException {
        var columns = cells(nextText().orElse(""));
        var wrong = columns.stream().anyMatch(column -> !COLUMNS.contains(column));
        var twice = columns.stream().distinct().count() != columns.size();
        if (wrong || twice || !columns.contains("ref") || !columns.contains("sameAs")) {
            throw new IllegalArgumentException(
                    "expected a header ref,sameAs[,validFrom][,validTo][,by], was '%s'"
                            .formatted(shown(String.join(",", columns))));
        }
        return columns;
    }

    /**
     * The next line; empty at the end.
     *
     * @throws IOException if the lines cannot be read
     */
    public Optional<Line> next() throws IOException {
        return nextText().map(this::line);
    }

    private Optional<String> nextText() throws IOException {
        for (var text = lines.readLine(); text != null; text = lines.readLine()) {
            number++;
            if (!text.isBlank() && !text.startsWith("#")) {
                return Optional.of(number == 1 ? withoutMark(text) : text);
            }
        }
        return Optional.empty();
    }

    /** Some programs begin a file with a byte order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Line line(String text) {
        try {
            var cells = cells(text);
            if (cells.size() != header.size()) {
                throw new IllegalArgumentException(
                        "expected %d cells, was %d".formatted(header.size(), cells.size()));
            }
            return new Line.Good(
                    number,
                    form.declared(
                            DeviceRef.parse(cells.get(header.indexOf("ref"))),
                            DeviceRef.parse(cells.get(header.indexOf("sameAs"))),
                            cell(cells, "validFrom"),
                            cell(cells, "validTo"),
                            cell(cells, "by")));
        } catch (IllegalArgumentException e) {
            return new Line.Bad(number, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String cell(List<String> cells, String column) {
        var place = header.indexOf(column);
        return place < 0 ? null : cells.get(place);
    }

    private static List<String> cells(String text) {
        try {
            String[] cells = CSV.readValue(text);
            return cells == null ? List.of() : Arrays.asList(cells);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("expected cells parted by commas", e);
        }
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
