package io.telltale.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README, CONTRIBUTING and docs. WalkIT runs the README's requests. */
final class PagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path README = ROOT.resolve("README.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
    private static final Pattern COMMAND_ROW = Pattern.compile("(?m)^\\| `\\./telltale ([a-z-]+)");
    private static final Pattern HELP_LINE = Pattern.compile("(?m)^ {2}([a-z-]+)( {2}|$)");

    @Test
    void everyRelativeLinkResolves() throws IOException {
        var pages = pages();
        assertThat(pages).hasSizeGreaterThan(40);

        var broken = new ArrayList<String>();
        for (var page : pages) {
            for (var link : found(LINK, Files.readString(page))) {
                if (!link.contains("://") && !resolves(page, link)) {
                    broken.add(page + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void readmeIsShortEnoughForAFirstLook() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(130);
    }

    @Test
    void readmeListsExactlyTheCommands() throws Exception {
        var help =
                new ProcessBuilder("bash", ROOT.resolve("telltale").toString(), "--help")
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(help.getInputStream().readAllBytes(), UTF_8);
        assertThat(help.waitFor()).as(printed).isZero();

        assertThat(found(COMMAND_ROW, Files.readString(README)))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(found(HELP_LINE, printed));
    }

    private static List<Path> pages() throws IOException {
        try (var docs = Files.walk(ROOT.resolve("docs"));
                var tools = Files.find(ROOT.resolve("tools"), 2, (path, _) -> isReadme(path));
                var root = Files.list(ROOT)) {
            return Stream.of(docs, tools, root)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static boolean isReadme(Path path) {
        return path.endsWith("README.md");
    }

    private static boolean resolves(Path page, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1
                || found(HEADING, Files.readString(target)).stream()
                        .map(PagesTest::anchor)
                        .anyMatch(parts[1]::equals);
    }

    /** As GitHub makes it: lower case, without punctuation, blanks as dashes. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).toList();
    }
}
