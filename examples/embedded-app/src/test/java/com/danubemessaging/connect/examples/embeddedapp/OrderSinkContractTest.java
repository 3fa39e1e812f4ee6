package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.api.record.SinkRecord;
import com.danubemessaging.connect.testkit.SinkCapability;
import com.danubemessaging.connect.testkit.SinkContract;
import com.danubemessaging.connect.testkit.SinkRecords;
import com.danubemessaging.connect.testkit.SinkTarget;
import com.danubemessaging.connect.testkit.WrittenRecord;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

class OrderSinkContractTest extends SinkContract {

    /** What the application has been given. */
    private final List<JsonObject> orders = new CopyOnWriteArrayList<>();

    @Override
    protected ConnectorProvider provider() {
        return new InApp("order-sink", () -> new OrderSink("/default/orders", orders::add));
    }

    @Override
    protected SinkTarget newTarget() {
        return new SinkTarget() {

            @Override
            public Map<String, ?> settings() {
                return Map.of();
            }

            @Override
            public List<WrittenRecord> written() {
                return orders.stream()
                        .map(order -> new WrittenRecord(null, order.toBuffer(), Map.of()))
                        .toList();
            }

            @Override
            public Optional<SinkRecord> poison(SinkRecords records, String key) {
                return Optional.of(records.next(key, Buffer.buffer("no order")));
            }
        };
    }

    @Override
    protected Set<SinkCapability> capabilities() {
        return Set.of(SinkCapability.SEVERAL_TASKS);
    }

    @Override
    protected boolean isListed() {
        return false;
    }
}
