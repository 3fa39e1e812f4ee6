package com.danubemessaging.connect.runtime.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ConnectorBusTest {

    private final List<DeliveryContext<?>> sent = Collections.synchronizedList(new ArrayList<>());
    private ConnectorBus bus;

    @BeforeEach
    void watchTheBus(Vertx vertx) {
        vertx.eventBus().addOutboundInterceptor(context -> {
            sent.add(context);
            context.next();
        });
        bus = new ConnectorBus(vertx, "writer", "run1");
    }

    private HostCommand roundTrip(HostCommand command) throws Exception {
        Promise<HostCommand> arrived = Promise.promise();
        bus.onCommand(0, arrived::tryComplete).await(5, SECONDS);
        bus.command(0, command);
        return arrived.future().await(5, SECONDS);
    }

    @Test
    void neverLetsAMessageLeaveTheProcess() {
        ReferenceCodec codec = new ReferenceCodec();

        assertThatThrownBy(() -> codec.encodeToWire(Buffer.buffer(), new HostCommand.Poll()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> codec.decodeFromWire(0, Buffer.buffer())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void passesTheMessageItself() throws Exception {
        HostCommand command = new HostCommand.ProcessBatch(7, List.of());

        assertThat(roundTrip(command)).isSameAs(command);
    }

    @Test
    void sendsToOneReceiverAtTheAddressOfOneRun() throws Exception {
        roundTrip(new HostCommand.Poll());

        assertThat(sent).singleElement().satisfies(context -> {
            assertThat(context.send()).isTrue();
            assertThat(context.message().address()).isEqualTo("danube.connect.writer.run1.task.0");
        });
    }

    @Test
    void reachesNobodyOfAnEarlierRun(Vertx vertx) throws Exception {
        List<HostCommand> early = Collections.synchronizedList(new ArrayList<>());
        bus.onCommand(0, early::add).await(5, SECONDS);

        bus = new ConnectorBus(vertx, "writer", "run2");
        roundTrip(new HostCommand.Poll());

        assertThat(early).isEmpty();
    }
}
