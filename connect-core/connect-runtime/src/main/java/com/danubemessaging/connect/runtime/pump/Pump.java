package com.danubemessaging.connect.runtime.pump;

import com.danubemessaging.connect.runtime.bus.HostEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One of the two pumps. Confined to the runtime's context. */
public sealed interface Pump permits SinkPump, SourcePump {

    /** Starts moving records: the connector is initialized. */
    void begin();

    /** Takes an event of the data path; other events are ignored. */
    void handle(HostEvent event);

    /** Takes nothing new from outside; acknowledgements go on. */
    void quiesce();

    /** Finishes what is held within the grace, then tells the listener. */
    void drain(long graceMillis);

    /** Hands nothing more to the connector and answers nothing: it is being shut down. What has left goes on. */
    void halt();

    /** About every second: notes what gauges show and positions keep. */
    void tick();

    /** Why records are not moving as they should, one sentence each; empty if all is well. */
    List<String> problems();

    /** Counters and state for a person who looks at {@code /health}. */
    JsonObject detail();

    /** Closes consumers and producers; the broker itself belongs to the caller. */
    Future<Void> close();
}
