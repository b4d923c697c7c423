package io.telltale.streams.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.telltale.streams.step.UnprocessableRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclareLinksTest {

    @Test
    void refsAreKeyedInKindOrderHoweverTheyCome() {
        var link = RegisterUnderTest.link("graph:a", "imei:12");

        var update = DeclareLinks.update("graph:a imei:12", link);

        assertThat(update.key).isEqualTo("imei:12 graph:a");
        assertThat(update.value.getLink()).isNotNull();
        assertThat(update.value.getLink().getRefs()).containsExactly("imei:12", "graph:a");
    }

    @Test
    void aTombstoneIsAnUpdateWithoutALink() {
        assertThat(DeclareLinks.update("imei:12 graph:a", null).value.getLink()).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "imei:12",
                "imei:12 graph:a esn:00000000001",
                "imei:12 nothing",
                "imei:12 imei:12"
            })
    void aKeyThatIsNotTwoRefsIsADeadLetter(String key) {
        assertThatThrownBy(() -> DeclareLinks.update(key, null))
                .isInstanceOfSatisfying(
                        UnprocessableRecordException.class,
                        failure ->
                                assertThat(failure.fault())
                                        .isEqualTo(UnprocessableRecordException.Fault.BAD_KEY));
    }
}
