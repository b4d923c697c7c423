package io.telltale.service.openapi;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * Serves the service's OpenAPI document at {@code /openapi.yml} and a page that shows it at {@code
 * /openapi}, to which {@code /} redirects. The page loads nothing from other hosts. None of them
 * needs a token, since they contain no data.
 *
 * <p>Active in services whose compilation generates a document.
 */
@Controller
@Requires(resources = ApiDocument.DOCUMENT)
public final class ApiDocument {

    /** Prefix of the paths of document and page. */
    public static final String PATH = "/openapi";

    static final String DOCUMENT = "classpath:META-INF/swagger/openapi.yml";
    private static final String PAGE = "classpath:META-INF/swagger/views/swagger-ui/";

    private final ResourceResolver resources;
    private final String document;

    ApiDocument(ResourceResolver resources) {
        this.resources = resources;
        try (var generated = required(DOCUMENT)) {
            this.document = OpenApi31.of(generated);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Get("/")
    HttpResponse<?> root() {
        return HttpResponse.seeOther(URI.create(PATH));
    }

    /** The page requests the document below its own path. */
    @Get(uris = {PATH + ".yml", PATH + "/openapi.yml"})
    HttpResponse<String> document() {
        return HttpResponse.ok(document).contentType("application/yaml");
    }

    @Get(PATH)
    HttpResponse<StreamedFile> page() {
        return file("index.html", MediaType.TEXT_HTML_TYPE);
    }

    /** Scripts, styles and images of the page. */
    @Get(PATH + "/res/{name:[a-z0-9-]+[.](css|js|png)}")
    HttpResponse<StreamedFile> part(String name) {
        return file("res/" + name, MediaType.forFilename(name));
    }

    private HttpResponse<StreamedFile> file(String name, MediaType type) {
        return HttpResponse.ok(new StreamedFile(required(PAGE + name), type));
    }

    private InputStream required(String path) {
        return resources
                .getResourceAsStream(path)
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.UNKNOWN_PATH, "the page has no such part"));
    }
}
