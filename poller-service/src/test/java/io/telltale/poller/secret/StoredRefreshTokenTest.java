package io.telltale.poller.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.poller.secret.StoredRefreshToken.Opening;
import io.telltale.schemas.record.AccountSecret;
import io.telltale.schemas.settings.Secret;
import io.telltale.schemas.settings.Settings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredRefreshTokenTest {

    private static final String ONE = key(1);
    private static final String OTHER = key(2);

    private final Records records = new Records();

    @Test
    void beginsWithTheConfiguredToken() {
        assertThat(candidates(opened("first", ONE))).containsExactly("first");
    }

    @Test
    void goesOnWithTheTokenThatWasKept_thenTheOneBefore() {
        var token = opened("first", ONE);
        token.keep(new Secret("first"), new Secret("second"));
        token.keep(new Secret("second"), new Secret("third"));

        assertThat(candidates(opened("first", ONE))).containsExactly("third", "second", "first");
    }

    @Test
    void keepsTheTokenBefore_whenItIsTheOneThatIsGood() {
        var token = opened("first", ONE);
        token.keep(new Secret("first"), new Secret("second"));
        token.keep(new Secret("first"), new Secret("first"));

        assertThat(candidates(opened("first", ONE))).containsExactly("first");
    }

    @Test
    void takesUpANewlyConfiguredToken_andHoldsTheKeptOneInReserve() {
        opened("first", ONE).keep(new Secret("first"), new Secret("second"));

        assertThat(candidates(opened("signed in again", ONE)))
                .containsExactly("signed in again", "second", "first");
    }

    @Test
    void losesNothingThatWasKept_whileNewlyConfiguredTokensAreNotTaken() {
        var token = opened("first", ONE);
        token.keep(new Secret("first"), new Secret("second"));
        token.keep(new Secret("second"), new Secret("third"));
        opened("mistyped", ONE).permit();

        var again = opened("mistyped again", ONE);

        assertThat(candidates(again)).containsExactly("mistyped again", "third", "second");
        again.keep(new Secret("third"), new Secret("fourth"));
        assertThat(candidates(opened("mistyped again", ONE)))
                .containsExactly("fourth", "third", "mistyped again");
    }

    @Test
    void losesNothingThatWasKept_whenItIsSealedAgainBesideANewlyConfiguredToken() {
        opened("first", ONE).keep(new Secret("first"), new Secret("second"));

        open("mistyped", OTHER, Optional.of(ONE));

        assertThat(candidates(opened("first", OTHER))).containsExactly("second", "first");
    }

    @Test
    void provesItsOwnershipBeforeItGivesLeave() {
        var token = opened("first", ONE);

        var permit = token.permit();

        assertThat(records.commits).isEqualTo(1);
        assertThat(permit.holds()).isTrue();
        assertThat(permit.notAfterNanos() - System.nanoTime()).isLessThanOrEqualTo(5_000_000_000L);
    }

    @Test
    void isLocked_whenTheKeyIsAnother() {
        opened("first", ONE).keep(new Secret("first"), new Secret("second"));

        assertThat(open("first", OTHER, Optional.empty()))
                .isInstanceOfSatisfying(
                        Opening.Locked.class,
                        locked ->
                                assertThat(locked.detail())
                                        .contains("graph.demo", "TELLTALE_SEAL_KEY_PREVIOUS")
                                        .doesNotContain("second"));
    }

    @Test
    void isLocked_whenWhatIsKeptCannotBeRead() {
        records.unreadable = true;

        assertThat(open("first", ONE, Optional.empty())).isInstanceOf(Opening.Locked.class);
    }

    @Test
    void goesOnWithoutTheOldKey_whenAPersonSignedInAgain() {
        opened("first", ONE).keep(new Secret("first"), new Secret("second"));

        assertThat(candidates(opened("signed in again", OTHER))).containsExactly("signed in again");
    }

    @Test
    void sealsAgainWithTheNewKey_whenTheFormerOneOpens() {
        opened("first", ONE).keep(new Secret("first"), new Secret("second"));

        open("first", OTHER, Optional.of(ONE));

        assertThat(candidates(opened("first", OTHER))).containsExactly("second", "first");
    }

    @Test
    void whatIsKeptShowsNoToken() {
        opened("f1rst-t0ken", ONE).keep(new Secret("f1rst-t0ken"), new Secret("s3cond-t0ken"));

        var record = records.only();

        assertThat(text(record.getCurrent()) + record)
                .doesNotContain("s3cond-t0ken", "f1rst-t0ken");
    }

    @Test
    void aSealedTokenOpensInItsOwnPlaceOnly() {
        var token = opened("first", ONE);
        token.keep(new Secret("first"), new Secret("second"));
        var record = records.only();
        records.all.put(
                "graph.demo",
                AccountSecret.newBuilder(record)
                        .setCurrent(record.getPrevious())
                        .setPrevious(record.getCurrent())
                        .build());

        assertThat(open("first", ONE, Optional.empty())).isInstanceOf(Opening.Locked.class);
    }

    @Test
    void aChangedByteIsFound() {
        opened("first", ONE).keep(new Secret("first"), new Secret("second"));
        var record = records.only();
        var bytes = record.getCurrent().duplicate();
        var last = bytes.limit() - 1;
        bytes.put(last, (byte) (bytes.get(last) ^ 1));

        assertThat(open("first", ONE, Optional.empty())).isInstanceOf(Opening.Locked.class);
    }

    @Test
    void theSameTokenIsNeverSealedTheSameWay() {
        var token = opened("first", ONE);
        token.keep(new Secret("first"), new Secret("second"));
        var once = text(records.only().getCurrent());
        token.keep(new Secret("second"), new Secret("second"));

        assertThat(text(records.only().getCurrent())).isNotEqualTo(once);
    }

    private StoredRefreshToken opened(String configured, String key) {
        return ((Opening.Opened) open(configured, key, Optional.empty())).token();
    }

    private Opening open(String configured, String key, Optional<String> former) {
        var environment = new HashMap<>(Map.of("TELLTALE_SEAL_KEY", key));
        former.ifPresent(old -> environment.put("TELLTALE_SEAL_KEY_PREVIOUS", old));
        var seal = TokenCipher.read(Settings.of(environment), true);
        return StoredRefreshToken.ofGraph(
                "demo", new Secret(configured), seal, records, Clock.systemUTC());
    }

    private static List<String> candidates(StoredRefreshToken token) {
        return token.candidates().stream().map(Secret::reveal).toList();
    }

    private static String key(int fill) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }

    /** What is committed, in memory. */
    private static final class Records implements SecretStore {
        private final Map<String, AccountSecret> all = new HashMap<>();
        private int commits;
        private boolean unreadable;

        @Override
        public Optional<AccountSecret> last(String key) {
            return Optional.ofNullable(all.get(key));
        }

        @Override
        public boolean isUnreadable(String key) {
            return unreadable;
        }

        @Override
        public void commit(String key, AccountSecret secret) {
            commits++;
            all.put(key, secret);
        }

        private AccountSecret only() {
            assertThat(all).hasSize(1);
            return all.values().iterator().next();
        }
    }
}
