package io.telltale.streams.http;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;

/**
 * The OpenAPI document, which the compiler writes, at {@code /openapi.yml}, and a page to browse it
 * at {@code /openapi}. The page loads nothing from elsewhere. Both say nothing of any device, so no
 * token is wanted for them.
 */
@Hidden
@Controller
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Telltale",
                        version = "1",
                        description =
                                "What is known of the devices of a fleet and of its campaigns."
                                        + " Every member of an answer is always there: `null` when"
                                        + " unknown, `[]` when there is none. Responses carry"
                                        + " `Telltale-Role`, `Telltale-Lag` (records that are not read"
                                        + " yet) and `Telltale-As-Of` (time of the last record that"
                                        + " is). A token is wanted where any is configured.",
                        license = @License(name = "Apache-2.0")),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
public final class ApiDocument {

    /** What document and page begin with. */
    public static final String PATH = "/openapi";

    private static final String FILES = "classpath:META-INF/swagger/";
    private static final String PAGE = FILES + "views/swagger-ui/";

    private final ResourceResolver resources;

    ApiDocument(ResourceResolver resources) {
        this.resources = resources;
    }

    /** The page asks for it below its own path. */
    @Get(uris = {PATH + ".yml", PATH + "/openapi.yml"})
    HttpResponse<StreamedFile> document() {
        return file(FILES + "openapi.yml", MediaType.of("application/yaml"));
    }

    @Get(PATH)
    HttpResponse<StreamedFile> page() {
        return file(PAGE + "index.html", MediaType.TEXT_HTML_TYPE);
    }

    /** What the page loads. */
    @Get(PATH + "/res/{name:[a-z0-9-]+[.](css|js|png)}")
    HttpResponse<StreamedFile> part(String name) {
        return file(PAGE + "res/" + name, MediaType.forFilename(name));
    }

    private HttpResponse<StreamedFile> file(String path, MediaType type) {
        return resources
                .getResourceAsStream(path)
                .map(stream -> new StreamedFile(stream, type))
                .<HttpResponse<StreamedFile>>map(HttpResponse::ok)
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.UNKNOWN_PATH, "the page has no such part"));
    }
}
