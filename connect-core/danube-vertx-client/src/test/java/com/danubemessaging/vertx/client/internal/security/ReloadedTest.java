package com.danubemessaging.vertx.client.internal.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.vertx.client.CredentialLog;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept and told of something that changes, breaks and is mended elsewhere. */
class ReloadedTest {

    private static final String CHANGED = "The token changed; using the new one from now on";

    private Future<String> next = Future.succeededFuture("one");
    private final Reloaded<String> reloaded = new Reloaded<>("The token", () -> next);
    private CredentialLog log;

    @BeforeEach
    void listen() {
        log = new CredentialLog();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    private String readGood(String value) throws Exception {
        next = Future.succeededFuture(value);
        return reloaded.read().await(10, SECONDS);
    }

    private String readBroken(String problem) throws Exception {
        next = Future.failedFuture(problem);
        return reloaded.read().await(10, SECONDS);
    }

    @Test
    void saysNothingOfTheFirstValueNorOfOneThatStays() throws Exception {
        readGood("one");
        readGood("one");

        assertThat(log.lines()).isEmpty();
        assertThat(readGood("two")).isEqualTo("two");
        assertThat(log.lines()).containsExactly(CHANGED);
    }

    @Test
    void failsWhileThereIsNoGoodValue() {
        assertThatThrownBy(() -> readBroken("no such file")).hasMessage("no such file");
        assertThat(reloaded.value()).isNull();
    }

    @Test
    void keepsSilentAboutAProblemThatIsSeenOnce() throws Exception {
        readGood("one");

        assertThat(readBroken("half a pair")).isEqualTo("one");
        readGood("one");

        assertThat(log.lines()).isEmpty();
    }

    @Test
    void tellsOfALastingProblemOnceAndOfItsEnd() throws Exception {
        readGood("one");
        for (int i = 0; i < 5; i++) {
            assertThat(readBroken("broken")).isEqualTo("one");
        }
        readGood("one");

        assertThat(log.lines()).containsExactly("broken; going on with the former one", CHANGED);
    }

    @Test
    void tellsOfTheEndAlsoWhenAnotherProblemFlashedByBeforeIt() throws Exception {
        readGood("one");
        readBroken("broken");
        readBroken("broken");
        readBroken("there is no such file");
        readGood("one");

        assertThat(log.lines()).containsExactly("broken; going on with the former one", CHANGED);
    }
}
