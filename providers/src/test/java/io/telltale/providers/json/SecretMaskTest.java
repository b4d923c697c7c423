package io.telltale.providers.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"permissionTicket\":\"s3cret\",\"id\":1}",
                "[{\"name\":\"X\",\"username\":\"s3cret\",\"password\":\"s3cret\"}]",
                "{\"a\":{\"access_token\" : \"s3cret\",\"refresh_token\":\"s3cret\"}}",
                "{\"pass\\u0077ord\":\"s3cret\"}",
                "{\"token\":{\"value\":\"s3cret\"}}",
                "{\"PASSWORD\":\"a\\\"s3cret\"}",
                "[{\"id\":1,\"password\":\"a\\\"s3cre",
                "{\"id\":1,\"permissionTicket\":\"s3cret\",\"text\":\"cut of",
                "<html>\"password\": \"s3cret\"</html>",
            })
    void whatOpensSomethingIsMasked_inWholeAndBrokenJson(String body) {
        assertThat(masked(body)).contains("***").doesNotContain("s3cre");
    }

    @Test
    void otherBytesStayAsTheyAre() {
        for (var body : List.of("{ \"text\" :\t\"grüß\"}", "no JSON ü", "")) {
            assertThat(masked(body)).isEqualTo(body);
        }
        var noText = new byte[] {(byte) 0xC3, 0x28, 0, (byte) 0xFF};
        assertThat(SecretMask.masked(noText)).isEqualTo(noText);
    }

    @Test
    void aLongValueOfEscapesIsMasked() {
        assertThat(masked("{\"password\":\"" + "\\\"".repeat(300_000) + "\",")).hasSizeLessThan(50);
    }

    private static String masked(String body) {
        return new String(SecretMask.masked(body.getBytes(UTF_8)), UTF_8);
    }
}
