package com.danubemessaging.connect.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.connect.launcher.CommandTester.Result;
import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class CheckTest {

    private static final String SECRET = "canary-8d1f";

    private final CommandTester tester = new CommandTester();

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedDanube danube;

    @BeforeEach
    void startBroker(Vertx vertx) throws TimeoutException {
        danube = EmbeddedDanube.start(vertx, new EmbeddedDanubeOptions()).await(10, TimeUnit.SECONDS);
    }

    private String file(String more) throws IOException {
        String text = "connector_name = \"checked\"\ndanube_service_url = \"" + danube.serviceUrl() + "\"\n" + more;
        return Files.writeString(folder.resolve("connector.toml"), text).toString();
    }

    @Test
    void aGoodConfigurationAndTwoReachableEndsPass() throws IOException {
        String file = file("");

        Result result = tester.run("check", "--strict", file);

        assertThat(result.out())
                .startsWith("source-ticker 1.2.3 with " + file)
                .contains("ok    configuration  every key is valid")
                .contains("ok    danube")
                .contains("ok    source-ticker")
                .endsWith("all 3 checks passed" + System.lineSeparator());
        assertThat(result.code()).isZero();
    }

    @Test
    void nothingIsWrittenByACheck() throws Exception {
        tester.run("check", file(""));

        assertThat(danube.topics().await(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aBrokerThatIsAwayFails() throws Exception {
        String file = file("");
        danube.close().await(10, TimeUnit.SECONDS);

        Result result = tester.run("check", file);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAIL  danube").contains("1 of 3 checks failed");
    }

    @Test
    void anExternalSystemThatRefusesFails() throws IOException {
        Result result = tester.run("check", file("[ticker]\nfault = \"initialize\"\n"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAIL  source-ticker  the ticker is worn out; buy a new one");
    }

    @Test
    void aConnectorThatCannotBeMadeFails() throws IOException {
        Result result = tester.run("check", file("[ticker]\nfault = \"create\"\n"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("FAIL").contains("the ticker has no spring");
    }

    @Test
    void anUnknownKeyIsAWarningAndWithStrictAnError() throws IOException {
        String file = file("conector_name = \"x\"\n");

        Result lenient = tester.run("check", "--offline", file);
        Result strict = tester.run("check", "--offline", "--strict", file);

        assertThat(lenient.code()).isZero();
        assertThat(lenient.out()).contains("warn  configuration  conector_name").contains("the check passed");
        assertThat(strict.code()).isEqualTo(1);
        assertThat(strict.out()).contains("FAIL  configuration  conector_name").contains("1 of 1 check failed");
    }

    @Test
    void anInvalidConfigurationIsReportedAndNothingIsContacted() throws IOException {
        Result result = tester.run("check", file("[processing]\nbatch_size = 0\n"));

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("FAIL  configuration")
                .contains("processing.batch_size")
                .doesNotContain("danube ")
                .contains("1 of 1 check failed");
    }

    @Test
    void aSecretIsNotPrinted() throws IOException {
        Result result = tester.environment("TICKER_PASSWORD", SECRET)
                .run("check", file("[ticker]\npassword = \"" + SECRET + "\"\nfault = \"initialize\"\n"));

        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }
}
