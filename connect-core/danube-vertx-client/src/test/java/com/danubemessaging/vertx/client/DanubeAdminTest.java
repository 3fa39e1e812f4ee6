package com.danubemessaging.vertx.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.danubemessaging.proto.admin.DescribeTopicRequest;
import com.danubemessaging.proto.admin.DescribeTopicResponse;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.GetSubscriptionFailurePolicyResponse;
import com.danubemessaging.proto.admin.SetSubscriptionFailurePolicyRequest;
import com.danubemessaging.proto.admin.SubscriptionFailurePolicy;
import com.danubemessaging.proto.admin.SubscriptionPoisonPolicy;
import com.danubemessaging.proto.admin.SubscriptionResponse;
import com.danubemessaging.proto.admin.TopicAdminGrpcService;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import com.danubemessaging.vertx.client.admin.DanubeAdmin;
import com.danubemessaging.vertx.client.admin.FailurePolicy;
import com.danubemessaging.vertx.client.admin.PoisonPolicy;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class DanubeAdminTest {

    private static final String TOPIC = "/default/orders-part-0";

    private final Script<GetSubscriptionFailurePolicyRequest, GetSubscriptionFailurePolicyResponse> policy =
            new Script<>(request -> GetSubscriptionFailurePolicyResponse.getDefaultInstance());
    private final Script<SetSubscriptionFailurePolicyRequest, SubscriptionResponse> setPolicy = new Script<>(
            request -> SubscriptionResponse.newBuilder().setSuccess(true).build());
    private final Script<DescribeTopicRequest, DescribeTopicResponse> describe =
            new Script<>(request -> DescribeTopicResponse.newBuilder()
                    .setName(request.getName())
                    .setDelivery("Reliable")
                    .addSubscriptions("all")
                    .addSubscriptions("all")
                    .build());

    private Vertx vertx;
    private HttpServer server;
    private DanubeAdmin admin;

    @BeforeEach
    void start(Vertx testVertx) throws Exception {
        vertx = testVertx;
        GrpcServer grpc = GrpcServer.server(vertx)
                .callHandler(TopicAdminGrpcService.GetSubscriptionFailurePolicy, policy::bind)
                .callHandler(TopicAdminGrpcService.SetSubscriptionFailurePolicy, setPolicy::bind)
                .callHandler(TopicAdminGrpcService.DescribeTopic, describe::bind);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(grpc)
                .listen()
                .await(10, SECONDS);
        admin = DanubeAdmin.create(vertx, options());
    }

    private DanubeClientOptions options() {
        return new DanubeClientOptions()
                .setServiceUrl("http://127.0.0.1:" + server.actualPort())
                .setToken("the-token")
                .setRequestTimeout(Duration.ofMillis(500));
    }

    @AfterEach
    void stop() throws Exception {
        admin.close().await(10, SECONDS);
        server.close().await(10, SECONDS);
    }

    @Test
    void givesUpOnAnAnswerThatDoesNotCome() throws Exception {
        policy.always(Script.silence());

        DanubeException late = Failures.of(admin.failurePolicy(TOPIC, "all"));

        assertThat(late.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(late)
                .hasMessageContaining("read the failure policy on " + TOPIC)
                .hasMessageContaining("500 ms");
    }

    @Test
    void saysThatTheOtherSideIsNoAdminPort() throws Exception {
        // ListNamespaceTopics is a method that this server does not have.
        DanubeException strange = Failures.of(admin.topics("default"));

        assertThat(strange.kind()).isEqualTo(Kind.CONFIGURATION);
        assertThat(strange)
                .hasMessageContaining("list the topics of default")
                .hasMessageContaining("not the admin port of a Danube broker");
    }

    @Test
    void saysWhichPermissionIsMissing() throws Exception {
        setPolicy.always(Script.status(GrpcStatus.PERMISSION_DENIED, "no binding grants ManageTopic to 'c'"));

        DanubeException refused = Failures.of(admin.setFailurePolicy(TOPIC, "all", FailurePolicy.BROKER_DEFAULT));

        assertThat(refused.kind()).isEqualTo(Kind.AUTHORIZATION);
        assertThat(refused).hasMessageContaining("ManageTopic is what it needs");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        server.close().await(10, SECONDS);

        DanubeException away = Failures.of(admin.describe(TOPIC));

        assertThat(away.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(away).hasMessageContaining("describe " + TOPIC);
    }

    @Test
    void refusesAnAddressThatIsNone() throws Exception {
        assertThatThrownBy(() -> DanubeAdmin.create(vertx, new DanubeClientOptions().setServiceUrl("broker:50051")))
                .isInstanceOf(DanubeException.class)
                .hasMessageContaining("broker:50051");
    }

    @Test
    void takesAnAnswerThatSaysNoForAFailure() throws Exception {
        setPolicy.always(Script.answer(request -> SubscriptionResponse.getDefaultInstance()));

        assertThat(Failures.of(admin.setFailurePolicy(TOPIC, "all", FailurePolicy.BROKER_DEFAULT)))
                .hasMessageContaining("did not do so");
    }

    @Test
    void readsNumbersWithoutASignAsTheLargestItHas() throws Exception {
        policy.always(Script.answer(request -> GetSubscriptionFailurePolicyResponse.newBuilder()
                .setFailurePolicy(SubscriptionFailurePolicy.newBuilder()
                        .setMaxRedeliveryCount(-1)
                        .setAckTimeoutMs(-1)
                        .setPoisonPolicy(SubscriptionPoisonPolicy.Drop))
                .build()));

        FailurePolicy read =
                admin.failurePolicy(TOPIC, "all").await(10, SECONDS).orElseThrow();

        assertThat(read.maxRedeliveryCount()).isEqualTo(Integer.MAX_VALUE);
        assertThat(read.ackTimeout()).isEqualTo(Duration.ofMillis(Long.MAX_VALUE));
        assertThat(read.poisonPolicy()).isEqualTo(PoisonPolicy.DROP);
    }

    @Test
    void refusesAChoiceThatItDoesNotKnow() throws Exception {
        policy.always(Script.answer(request -> GetSubscriptionFailurePolicyResponse.newBuilder()
                .setFailurePolicy(SubscriptionFailurePolicy.newBuilder().setPoisonPolicyValue(9))
                .build()));

        assertThat(Failures.of(admin.failurePolicy(TOPIC, "all"))).hasMessageContaining("poison policy 9");
    }

    @ParameterizedTest
    @CsvSource({"0, EXCLUSIVE", "1, SHARED", "2, FAILOVER", "3, KEY_SHARED", "4, "})
    void readsTheTypeOfASubscription(int number, SubscriptionType type) throws Exception {
        policy.always(Script.answer(request -> GetSubscriptionFailurePolicyResponse.newBuilder()
                .setSubscriptionType(number)
                .build()));

        assertThat(admin.subscriptionType(TOPIC, "all").await(10, SECONDS)).isEqualTo(Optional.ofNullable(type));
    }

    @Test
    void sendsEveryFieldAndTheToken() throws Exception {
        FailurePolicy patient = FailurePolicy.BROKER_DEFAULT.withPatience(7, Duration.ofHours(1));

        admin.setFailurePolicy(TOPIC, "all", patient).await(10, SECONDS);

        var call = setPolicy.take();
        assertThat(call.headers().get("authorization")).isEqualTo("Bearer the-token");
        assertThat(call.request().getTopic()).isEqualTo(TOPIC);
        assertThat(call.request().getSubscription()).isEqualTo("all");
        SubscriptionFailurePolicy sent = call.request().getFailurePolicy();
        policy.always(Script.answer(request -> GetSubscriptionFailurePolicyResponse.newBuilder()
                .setFailurePolicy(sent)
                .build()));
        assertThat(admin.failurePolicy(TOPIC, "all").await(10, SECONDS)).contains(patient);
    }

    @Test
    void tellsNoPolicyNoLagAndNoNameTwiceWhereTheBrokerTellsNone() throws Exception {
        assertThat(admin.failurePolicy(TOPIC, "all").await(10, SECONDS)).isEmpty();
        var described = admin.describe(TOPIC).await(10, SECONDS);
        assertThat(described.subscriptions()).containsExactly("all");
        assertThat(described.lags()).isEmpty();
        assertThat(described.isReliable()).isTrue();
    }

    @Test
    void failsWhatIsAskedAfterTheEnd() throws Exception {
        admin.close().await(10, SECONDS);

        assertThat(Failures.of(admin.describe(TOPIC)).kind()).isEqualTo(Kind.CLOSED);
    }
}
