package com.danubemessaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.embedded.model.BackoffStrategy;
import com.danubemessaging.embedded.model.BrokerQuirks;
import com.danubemessaging.embedded.model.BrokerTls;
import com.danubemessaging.embedded.model.Durability;
import com.danubemessaging.embedded.model.FailurePolicy;
import com.danubemessaging.embedded.model.Hazard;
import com.danubemessaging.embedded.model.PoisonPolicy;
import com.danubemessaging.embedded.model.SchemaRules;
import com.danubemessaging.embedded.model.TopicLimits;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedDanubeOptionsTest {

    @Test
    void hasTheDefaultsOfARealBroker() {
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions(new JsonObject());

        assertThat(options.toJson()).isEqualTo(new EmbeddedDanubeOptions().toJson());
        assertThat(options.getHost()).isEqualTo("127.0.0.1");
        assertThat(options.getPort()).isZero();
        assertThat(options.getMaxUnackedMessages()).isEqualTo(10);
        assertThat(options.getHeartbeatInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.isAutoCreateTopics()).isTrue();
        assertThat(options.isAutoCreateNamespaces()).isFalse();
        assertThat(options.getNamespaces()).isEmpty();
        assertThat(options.getTopicLimits()).isEqualTo(TopicLimits.UNLIMITED);
        assertThat(options.getProxy()).isNull();
        assertThat(options.getSchemaRules()).isEqualTo(SchemaRules.BROKER);
        assertThat(options.getDataDirectory()).isNull();
        assertThat(options.getAdminPort()).isNull();
        assertThat(options.getQuirks()).isEqualTo(BrokerQuirks.of(Hazard.H11));
        assertThat(options.getDurability()).isEqualTo(Durability.SYNC);
        assertThat(options.getMemoryLimitBytes()).isEqualTo(256L * 1024 * 1024);
        FailurePolicy policy = options.getFailurePolicy();
        assertThat(policy.maxRedeliveryCount()).isEqualTo(5);
        assertThat(policy.ackTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.baseRedeliveryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(policy.maxRedeliveryDelay()).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.backoffStrategy()).isEqualTo(BackoffStrategy.EXPONENTIAL);
        assertThat(policy.poisonPolicy()).isEqualTo(PoisonPolicy.BLOCK);
    }

    @Test
    void keepsEveryValueOverJsonAndCopies() {
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions()
                .setHost("0.0.0.0")
                .setPort(6650)
                .setMaxUnackedMessages(99)
                .setHeartbeatInterval(Duration.ofMillis(7))
                .setFailurePolicy(new FailurePolicy(
                        1,
                        Duration.ofMillis(2),
                        Duration.ofMillis(3),
                        Duration.ofMillis(4),
                        BackoffStrategy.FIXED,
                        PoisonPolicy.DEAD_LETTER,
                        "/default/dead"))
                .setTopicLimits(new TopicLimits(1, 2, 3, 4, 5))
                .addNamespace("extra")
                .setAutoCreateNamespaces(true)
                .setAutoCreateTopics(false)
                .setAdvertisedBrokerUrl("http://a:1")
                .setAdvertisedConnectUrl("http://b:2")
                .setProxy(false)
                .setMemoryLimitBytes(1234)
                .setSchemaRules(SchemaRules.STRICT)
                .setTls(new BrokerTls(Path.of("cert.pem"), Path.of("key.pem"), Path.of("ca.pem")))
                .setTokenSecret("secret")
                .setDataDirectory(Path.of("data"))
                .setDurability(Durability.ASYNC)
                .setAdminPort(50051)
                .setQuirks(BrokerQuirks.of(Hazard.H4, Hazard.H1));

        EmbeddedDanubeOptions read = new EmbeddedDanubeOptions(options.toJson());
        assertThat(read.toJson()).isEqualTo(options.toJson());
        assertThat(new EmbeddedDanubeOptions(options).toJson()).isEqualTo(options.toJson());
        assertThat(read.getFailurePolicy()).isEqualTo(options.getFailurePolicy());
        assertThat(read.getTopicLimits()).isEqualTo(options.getTopicLimits());
        assertThat(read.getNamespaces()).containsExactly("extra");
        assertThat(read.getProxy()).isFalse();
        assertThat(read.getTls()).isEqualTo(options.getTls());
        assertThat(read.getTokenSecret()).isEqualTo("secret");
        assertThat(read.getSchemaRules()).isEqualTo(SchemaRules.STRICT);
        assertThat(read.getDataDirectory()).isEqualTo(Path.of("data"));
        assertThat(read.getQuirks()).isEqualTo(options.getQuirks());
        assertThat(read.getDurability()).isEqualTo(Durability.ASYNC);
        assertThat(read.toJson().size()).as("every option is written").isEqualTo(20);
    }

    @Test
    void namesTheBoundThatAValueBreaks() {
        EmbeddedDanubeOptions options = new EmbeddedDanubeOptions();

        assertThatThrownBy(() -> options.setPort(70_000)).hasMessage("port=70000 must be between 0 and 65535");
        assertThatThrownBy(() -> options.setMaxUnackedMessages(10_001))
                .hasMessage("maxUnackedMessages=10001 must be between 1 and 10000");
        assertThatThrownBy(() -> options.setHeartbeatInterval(Duration.ZERO))
                .hasMessageStartingWith("heartbeatInterval in ms=0 must be");
        assertThatThrownBy(() -> options.setMemoryLimitBytes(0)).hasMessageStartingWith("memoryLimitBytes=0 must be");
        assertThatThrownBy(() -> new EmbeddedDanubeOptions(new JsonObject().put("port", -1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
