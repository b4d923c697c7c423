package io.telltale.localstack.check;

import io.telltale.localstack.run.Progress;
import io.telltale.localstack.run.StartRefusal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A copy of the checkout with a patch applied and the services built, so that a check can show what
 * happens without a guard. The checkout itself is not touched.
 */
public final class PatchedCheckout {

    private final Path root;
    private final Path copy;
    private final Progress progress;

    /**
     * A copy that is not there yet.
     *
     * @param root the checkout
     * @param copy where the copy goes; what is there is removed
     */
    public PatchedCheckout(Path root, Path copy, Progress progress) {
        this.root = root;
        this.copy = copy;
        this.progress = progress;
    }

    /**
     * Copies, applies and builds.
     *
     * @throws StartRefusal if the patch does not fit or what it makes cannot be built
     */
    public Path with(Path patch) throws StartRefusal, IOException, InterruptedException {
        delete(copy);
        progress.line("patch", "copying the checkout to " + copy);
        for (var file : files()) {
            var target = copy.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(root.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        run(
                "The patch %s does not fit".formatted(patch),
                List.of("git", "apply", patch.toAbsolutePath().toString()));
        progress.line("patch", "building the services with " + patch.getFileName());
        run(
                "What the patch makes cannot be built",
                List.of(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "package",
                        "-pl",
                        "poller-service,callback-service,streams-app",
                        "-am",
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true"));
        return copy;
    }

    /** Files that belong to the checkout: known to git, or new and not ignored. */
    private List<String> files() throws StartRefusal, IOException, InterruptedException {
        var listing = Files.createTempFile("telltale-files", ".txt");
        try {
            var list = List.of("git", "ls-files", "--cached", "--others", "--exclude-standard");
            var ended =
                    new ProcessBuilder(list)
                            .directory(root.toFile())
                            .redirectOutput(listing.toFile())
                            .start()
                            .waitFor();
            if (ended != 0) {
                throw new StartRefusal(
                        "--with-patch needs a git checkout, and %s is none.".formatted(root));
            }
            return Files.readAllLines(listing).stream()
                    .filter(file -> Files.isRegularFile(root.resolve(file)))
                    .toList();
        } finally {
            Files.deleteIfExists(listing);
        }
    }

    private void run(String otherwise, List<String> command)
            throws StartRefusal, IOException, InterruptedException {
        var log = copy.resolve("patch.log");
        var all = new ArrayList<>(command);
        var builder =
                new ProcessBuilder(all)
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(log.toFile());
        // Within a checkout, git passes over what lies outside the folder, and says nothing.
        builder.environment().put("GIT_CEILING_DIRECTORIES", root.toString());
        if (builder.start().waitFor() != 0) {
            throw new StartRefusal(
                    "%s: %s"
                            .formatted(
                                    otherwise,
                                    Files.readString(log, StandardCharsets.UTF_8).strip()));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
