package io.telltale.providers.thingspace.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryRejectionTest {

    @ParameterizedTest
    @CsvSource({
        "DeviceService.REQUEST_FAILED.DeviceNotFound, DEVICE",
        "UnifiedWebService.INPUT_INVALID.Device.Kind.Invalid, DEVICE",
        "input_invalid.device.identifier.invalid, DEVICE",
        "X.INPUT_INVALID.Request.InvalidCharacter, DEVICE",
        "X.INPUT_INVALID.Account.NotDefined, OTHER",
        "X.INPUT_INVALID.SessionToken.Invalid, OTHER",
        "X.INPUT_INVALID.MaxRequestsExceeded, OTHER",
        "X.REQUEST_FAILED.UnexpectedError, OTHER",
        "X.REQUEST_FAILED.AccountNotFound, OTHER",
        "DeserializationFailed, OTHER",
        "'', OTHER"
    })
    void tellsADeviceThatIsRefusedFromWhatMeetsAll(String code, HistoryRejection expected) {
        assertThat(HistoryRejection.of(new Answer.Refused<>(400, code, "m"))).isEqualTo(expected);
    }
}
