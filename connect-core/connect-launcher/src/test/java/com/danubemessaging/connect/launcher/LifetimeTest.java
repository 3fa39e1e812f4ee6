package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.api.error.FatalException;
import com.danubemessaging.connect.runtime.Termination;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LifetimeTest {

    private final StringWriter err = new StringWriter();
    private final Promise<Termination> terminated = Promise.promise();
    private final Promise<Void> stopped = Promise.promise();
    private final AtomicInteger stops = new AtomicInteger();

    private Lifetime lifetime(Duration stopLimit) {
        return new Lifetime(stopLimit, new FailureReport(new PrintWriter(err)));
    }

    private Future<Void> stopConnector() {
        stops.incrementAndGet();
        return stopped.future();
    }

    @Test
    void aConnectorThatFailsEndsTheProcessWithItsReason() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.started(this::stopConnector, terminated.future());

        terminated.complete(new Termination(true, "the table is gone", new FatalException("the table is gone")));

        assertThat(lifetime.await()).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).isEqualToIgnoringNewLines("Error: the table is gone");
    }

    @Test
    void aConnectorThatFailsWhileItIsStoppedIsAFailure() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.started(this::stopConnector, terminated.future());
        lifetime.stop("SIGTERM");

        terminated.complete(new Termination(true, "the table is gone", null));

        assertThat(lifetime.await()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void aStopThatFailsIsAFailure() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.started(this::stopConnector, terminated.future());
        lifetime.stop("SIGTERM");

        stopped.fail(new IllegalStateException("cannot close"));

        assertThat(lifetime.await()).isEqualTo(ExitCode.FAILURE);
        assertThat(err.toString()).contains("cannot close");
    }

    @Test
    void aStopThatNeverEndsIsGivenUpAndWhatIsLeftComesAgain() {
        Lifetime lifetime = lifetime(Duration.ofMillis(50));
        lifetime.started(this::stopConnector, terminated.future());

        lifetime.stop("SIGTERM");

        assertThat(lifetime.await()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void aStopThatComesBeforeTheStartIsDoneAfterIt() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.stop("SIGTERM");
        assertThat(stops).hasValue(0);

        lifetime.started(this::stopConnector, terminated.future());
        stopped.complete();

        assertThat(lifetime.await()).isEqualTo(ExitCode.DONE);
        assertThat(stops).hasValue(1);
    }

    @Test
    void aStartThatFailsAfterAStopEndsTheProcess() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.stop("SIGTERM");

        lifetime.failed(ExitCode.FAILURE);

        assertThat(lifetime.await()).isEqualTo(ExitCode.FAILURE);
    }

    @Test
    void onlyTheFirstStopCounts() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.started(this::stopConnector, terminated.future());

        assertThat(lifetime.stop("SIGTERM")).isTrue();
        assertThat(lifetime.stop("SIGTERM")).isFalse();
        assertThat(stops).hasValue(1);
    }

    @Test
    void aConnectorThatHasNothingLeftToDoEndsTheProcess() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.started(this::stopConnector, terminated.future());

        terminated.complete(new Termination(false, "all files are read", null));

        assertThat(lifetime.await()).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theEndOfTheConnectorDoesNotOvertakeItsStop() {
        Lifetime lifetime = lifetime(Duration.ofSeconds(5));
        lifetime.started(this::stopConnector, terminated.future());
        lifetime.stop("SIGTERM");
        terminated.complete(new Termination(false, "stopped", null));

        stopped.fail(new IllegalStateException("cannot close"));

        assertThat(lifetime.await()).isEqualTo(ExitCode.FAILURE);
    }
}
