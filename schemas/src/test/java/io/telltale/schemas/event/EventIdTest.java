package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The literals were computed by another program from the written definition; they never change. */
class EventIdTest {

    @Test
    void isTheSameForEver() {
        assertThat(EventId.of("a", "b")).isEqualTo("16275ef0f5d0eb9dd9e0a53277549fda");
        assertThat(EventId.of("a", null)).isEqualTo("3d7291c5a60d9ef74b13005883b8b47a");
        assertThat(EventId.of("a", "")).isEqualTo("6a9f797717b7913cc94af9ede3b2c995");
        assertThat(EventId.textDigest("testmessage1"))
                .isEqualTo("f33a557476f0a8064dde6dd14adc6cb2");
        assertThat(EventId.textDigest(null)).isEqualTo("5bcd39447463c44d746ae8d366ca24b1");
        assertThat(EventId.textDigest("")).isEqualTo("ce9c40301cbb4b3bb73c11c3d1438f27");
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(EventId.of("ab", "c")).isNotEqualTo(EventId.of("a", "bc"));
        assertThat(EventId.of("a", "")).isNotEqualTo(EventId.of("a"));
        assertThat(EventId.of("a", "b")).isNotEqualTo(EventId.of("b", "a"));
    }
}
