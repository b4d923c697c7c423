package io.telltale.callback.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.Secret;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackListenerTest {

    private final CallbackListener rotating =
            new CallbackListener(
                    "0000123456-00001",
                    "new-user",
                    Optional.of("old-user"),
                    new Secret("new-password"),
                    Optional.of(new Secret("old-password")));

    private final CallbackListener settled =
            new CallbackListener(
                    "0000123456-00001",
                    "new-user",
                    Optional.empty(),
                    new Secret("new-password"),
                    Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "new-user,new-password,true,true",
        "old-user,old-password,true,false",
        "old-user,new-password,true,false",
        "new-user,old-password,true,false",
        "new-user,other,false,false",
        "other,new-password,false,false",
        "other,old-password,false,false",
        "new-password,new-user,false,false",
        "new-user,'',false,false",
        "'',new-password,false,false",
        "'','',false,false"
    })
    void takesWhatIsRegistered_andWhatWasBefore(
            String username, String password, boolean whileRotating, boolean settledAgain) {
        assertThat(rotating.accepts(username, new Secret(password))).isEqualTo(whileRotating);
        assertThat(settled.accepts(username, new Secret(password))).isEqualTo(settledAgain);
    }
}
