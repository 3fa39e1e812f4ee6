package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.model.DispatchMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedDanubeExtension.class)
class EmbeddedDanubeExtensionTest {

    private EmbeddedDanube before;

    @BeforeEach
    void remember(EmbeddedDanube danube) {
        before = danube;
    }

    @RepeatedTest(2)
    void givesEachTestAnEmptyBrokerOfItsOwn(EmbeddedDanube danube) throws Exception {
        assertThat(danube).isSameAs(before);
        assertThat(danube.topics().await(5, SECONDS)).isEmpty();

        danube.createTopic("/default/left-behind", DispatchMode.RELIABLE).await(5, SECONDS);
        assertThat(danube.topics().await(5, SECONDS)).containsExactly("/default/left-behind");
    }
}
