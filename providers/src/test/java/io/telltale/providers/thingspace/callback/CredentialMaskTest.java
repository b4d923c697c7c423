package io.telltale.providers.thingspace.callback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialMaskTest {

    private static final String PASSWORD = "s3c\"ré/t";

    private final CredentialMask mask =
            new CredentialMask(
                    List.of(
                            new Secret("our-user"),
                            new Secret("our-user-2"),
                            new Secret(PASSWORD)));

    @Test
    void masksEveryUsernameAndPassword_atAnyDepthAndInAnyCase() {
        assertThat(
                        masked(
                                "{\"username\":\"u1\",\"a\":[{\"PassWord\":\"p1\",\"x\":1.50}],\"Password\":{\"b\":\"p2\"},\"message\":\"m\"}"))
                .isEqualTo(
                        "{\"username\":\"***\",\"a\":[{\"PassWord\":\"***\",\"x\":1.50}],\"Password\":\"***\",\"message\":\"m\"}");
    }

    @Test
    void masksTheCredentialsWhereverTheyStand_thePreviousOnesToo() {
        assertThat(masked("<user>our-user</user> of our-user-2, s3c\"ré/t and s3c\\\"r\\u00e9/t"))
                .isEqualTo("<user>***</user> of ***, *** and ***");
    }

    @Test
    void masksThemInOtherCharsets() {
        assertThat(mask.masked(PASSWORD.getBytes(ISO_8859_1))).asString(UTF_8).isEqualTo("***");
        assertThat(mask.masked("our-user-2".getBytes(UTF_16LE))).asString(UTF_8).isEqualTo("***");
    }

    @Test
    void masksTheValueOfACutMember() {
        assertThat(masked("{\"message\":\"m\",\"password\":\"s3c"))
                .isEqualTo("{\"message\":\"m\",\"password\":\"***\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":\"our-\\u0075ser\"}",
                "our%2Duser",
                "our-\nuser",
                "\\\\u006fur-user",
                "o\\u0075r-us\\\\u0065r"
            })
    void keepsOnlyLengthAndDigest_whereOneCouldStillBeInIt(String body) {
        assertThat(masked(body))
                .matches(body.length() + " bytes, SHA-256 [0-9a-f]{64}: not kept, .*");
    }

    @Test
    void leavesEverythingElse() {
        var body = new byte[] {'{', (byte) 0xff, 0, '"', 'o', 'u', 'r', '\\', '}'};

        assertThat(mask.masked(body)).isEqualTo(body);
    }

    private String masked(String body) {
        return new String(mask.masked(body.getBytes(UTF_8)), UTF_8);
    }
}
