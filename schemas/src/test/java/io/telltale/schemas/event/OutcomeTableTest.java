package io.telltale.schemas.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.record.Outcome;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTableTest {

    private static final String NO_RETRY = "Device timed out; No retry available.";

    @ParameterizedTest
    @CsvSource({
        "Accepted, PENDING",
        "DeviceAccepted, PENDING",
        "AddDeviceSucceed, PENDING",
        "UpgradePending, PENDING",
        "UpgradeScheduled, PENDING",
        "NoDeviceDataFromNetwork, IN_PROGRESS",
        "ReceivedDeviceDataFromNetwork, IN_PROGRESS",
        "RequestToFotaServerFailed, IN_PROGRESS",
        "UpgradeSuccess, SUCCEEDED",
        "Success, SUCCEEDED",
        "FirmwareVersionUpdateSuccess, SUCCEEDED",
        "UpgradeFailed, FAILED",
        "UpgradeFailure, FAILED",
        "upgradeFailure, FAILED",
        "Failure, FAILED",
        "DeviceRejected, FAILED",
        "CampaignCancelled, CANCELED",
        "CampaignAborted, CANCELED",
        "UPGRADE SUCCESS, SUCCEEDED",
        "upgrade pending, PENDING",
        "' Success ', SUCCEEDED",
        "UpgradeSucceeded, UNKNOWN",
        "completed, UNKNOWN",
        "'', UNKNOWN"
    })
    void aWordOfThingSpaceHasItsOutcome(String word, Outcome outcome) {
        assertThat(OutcomeTable.ofThingSpace(word, null)).isEqualTo(outcome);
    }

    @Test
    void missingDeviceDataIsFinalOnlyWithoutARetry() {
        assertThat(OutcomeTable.ofThingSpace("NoDeviceDataFromNetwork", NO_RETRY))
                .isEqualTo(Outcome.FAILED);
        assertThat(OutcomeTable.ofThingSpace("No Device Data From Network", "will retry"))
                .isEqualTo(Outcome.IN_PROGRESS);
        assertThat(OutcomeTable.ofThingSpace("UpgradePending", NO_RETRY))
                .isEqualTo(Outcome.PENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "requesting, PENDING",
        "retry, PENDING",
        "sentToTarget, IN_PROGRESS",
        "executing, IN_PROGRESS",
        "cancel, IN_PROGRESS",
        "cancelling, IN_PROGRESS",
        "completed, SUCCEEDED",
        "failedToSend, FAILED",
        "executionFailed, FAILED",
        "commandDropped, FAILED",
        "error, FAILED",
        "canceled, CANCELED",
        "expired, EXPIRED",
        "custom, UNKNOWN",
        "SENTTOTARGET, IN_PROGRESS",
        "UpgradeSuccess, UNKNOWN",
        "'', UNKNOWN"
    })
    void aWordOfGraphHasItsOutcome(String word, Outcome outcome) {
        assertThat(OutcomeTable.ofGraph(word)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"false, SUCCEEDED", "true, FAILED", ", UNKNOWN"})
    void aPushHasItsOutcome(@Nullable Boolean failed, Outcome outcome) {
        assertThat(OutcomeTable.ofPush(failed)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, PENDING",
        "DEVICE ACCEPTED, PENDING",
        "Add Device Succeed, PENDING",
        "UPGRADEPENDING, PENDING",
        "Upgrade Scheduled, PENDING",
        "No Device Data From Network, IN_PROGRESS",
        "received device data from network, IN_PROGRESS",
        "Request To Fota Server Failed, IN_PROGRESS",
        "upgrade success, SUCCEEDED",
        "SUCCESS, SUCCEEDED",
        "Firmware Version Update Success, SUCCEEDED",
        "UPGRADE FAILED, FAILED",
        "Upgrade Failure, FAILED",
        "failure, FAILED",
        "Device Rejected, FAILED",
        "Campaign Cancelled, CANCELED",
        "campaign aborted, CANCELED"
    })
    void caseAndSpacesOfAWordOfThingSpaceAreIgnored(String word, Outcome outcome) {
        assertThat(OutcomeTable.ofThingSpace(word, null)).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTING, PENDING",
        "Retry, PENDING",
        "senttotarget, IN_PROGRESS",
        "Executing, IN_PROGRESS",
        "CANCEL, IN_PROGRESS",
        "Cancelling, IN_PROGRESS",
        "Completed, SUCCEEDED",
        "FailedToSend, FAILED",
        "EXECUTIONFAILED, FAILED",
        "CommandDropped, FAILED",
        "Error, FAILED",
        "Canceled, CANCELED",
        "EXPIRED, EXPIRED",
        "Custom, UNKNOWN",
        "sent to target, UNKNOWN"
    })
    void theCaseOfAWordOfGraphIsIgnored(String word, Outcome outcome) {
        assertThat(OutcomeTable.ofGraph(word)).isEqualTo(outcome);
    }

    @Test
    void anyWordHasAnOutcome_andNoneIsRemoved() {
        var seed = Long.getLong("seed", 1);
        var random = new Random(seed);

        for (var left = 1_000; left > 0; left--) {
            var letters = random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT + 1);
            var word =
                    letters.collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();

            assertThat(OutcomeTable.ofThingSpace(word, word))
                    .as("seed %d", seed)
                    .isEqualTo(Outcome.UNKNOWN);
            assertThat(OutcomeTable.ofGraph(word)).as("seed %d", seed).isEqualTo(Outcome.UNKNOWN);
        }
    }
}
