package io.telltale.localstack.run;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The line near the end of a log that best explains why a process failed. */
final class LogTail {

    private static final Charset ANY_BYTES = StandardCharsets.ISO_8859_1;
    private static final int LINES = 60;
    private static final int LONGEST = 300;
    private static final Pattern TELLING =
            Pattern.compile("ERROR|FATAL|Exception|TELLTALE_|Error:|refused|failed");
    private static final Pattern STACK_FRAME = Pattern.compile("\\s+at .*|\\s*\\.\\.\\. \\d+ more");

    private LogTail() {}

    /** The last line with an error, else the last one, else that there is none. */
    static String reason(Path log) {
        var lines = lastLines(log);
        return lastOf(lines, line -> TELLING.matcher(line).find() && !isFrame(line))
                .or(() -> lastOf(lines, line -> !isFrame(line)))
                .map(LogTail::shorten)
                .orElse("its log is empty");
    }

    private static Optional<String> lastOf(List<String> lines, Predicate<String> wanted) {
        return lines.reversed().stream().filter(wanted).findFirst();
    }

    private static boolean isFrame(String line) {
        return line.isBlank() || STACK_FRAME.matcher(line).matches();
    }

    private static String shorten(String line) {
        var text = line.strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static List<String> lastLines(Path log) {
        try (var lines = Files.lines(log, ANY_BYTES)) {
            var all = lines.toList();
            return all.subList(Math.max(0, all.size() - LINES), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
