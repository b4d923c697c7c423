package io.telltale.simulator.thingspace.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.simulator.RunningSimulator;
import io.telltale.simulator.thingspace.ThingSpaceCaller;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {

    private static final String CALLBACKS = "/api/m2m/v1/callbacks/0000123456-00001";

    private RunningSimulator simulator;
    private ThingSpaceCaller caller;

    @BeforeEach
    void start(@TempDir Path data) {
        simulator = RunningSimulator.on(data);
        caller = ThingSpaceCaller.signedIn(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void answersNoBodyAtAll_whenNothingIsRegistered() {
        var answer = caller.get(CALLBACKS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void listsWhatWasRegistered_evenAfterARestart() {
        var registered = caller.listen("http://127.0.0.1:9001/callbacks");
        simulator.restart();

        assertThat(registered.text())
                .isEqualTo(
                        "{\"accountName\":\"0000123456-00001\",\"serviceName\":\"DeviceService\"}");
        assertThat(caller.get(CALLBACKS).text())
                .isEqualTo(
                        "[{\"accountName\":\"0000123456-00001\",\"serviceName\":\"DeviceService\","
                                + "\"url\":\"http://127.0.0.1:9001/callbacks\","
                                + "\"username\":\"string\",\"password\":\"string\"}]");
    }

    @Test
    void leavesUserAndPasswordOutOfItsLists_atTimes() {
        caller.listen("http://127.0.0.1:9001/callbacks");
        simulator.quirks("{\"listWithoutPasswords\":1}");

        assertThat(caller.get(CALLBACKS).text())
                .isEqualTo(
                        "[{\"accountName\":\"0000123456-00001\",\"serviceName\":\"DeviceService\","
                                + "\"url\":\"http://127.0.0.1:9001/callbacks\"}]");
    }

    @Test
    void forgetsADeregisteredListener() {
        caller.listen("http://127.0.0.1:9001/callbacks");

        var answer = caller.delete(CALLBACKS + "/name/DeviceService");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(caller.get(CALLBACKS).text()).isEmpty();
    }

    @Test
    void refusesAPortThatIsNotOnTheList() {
        simulator.quirks("{\"anyCallbackPort\":false}");

        assertThat(caller.listen("http://127.0.0.1:9007/callbacks").status()).isEqualTo(400);
        assertThat(caller.listen("http://127.0.0.1:9006/callbacks").status()).isEqualTo(200);
    }

    @Test
    void refusesAnUnknownAccount() {
        assertThat(caller.get(CALLBACKS.replace("-00001", "-00002")).body().path("errorCode"))
                .hasToString("\"UnifiedWebService.REQUEST_FAILED.AccountNotFound\"");
    }

    @Test
    void refusesASecondRegistration_whenThatQuirkIsOn() {
        simulator.quirks("{\"anyCallbackPort\":true,\"registerAgain\":\"refuses\"}");

        assertThat(caller.listen("http://127.0.0.1:9001/a").status()).isEqualTo(200);
        assertThat(caller.listen("http://127.0.0.1:9001/b").status()).isEqualTo(400);
        caller.delete(CALLBACKS + "/name/DeviceService");
        assertThat(caller.listen("http://127.0.0.1:9001/b").status()).isEqualTo(200);
    }
}
