package com.danubemessaging.connect.it;

import com.danubemessaging.connect.it.DeviceMessage.Form;
import io.vertx.core.buffer.Buffer;

/**
 * What a {@link MqttLoad} publishes, all at QoS 1.
 *
 * @param devices MQTT clients, each with a topic of its own
 * @param messagesEach messages of each device
 * @param payloadBytes bytes of each message
 * @param ratePerSecond messages per second of all devices together; 0: as fast as the broker acknowledges
 * @param textDevices how many of the devices, from 0 on, do not write JSON
 * @param silentDevices how many of the devices after those write empty messages
 */
record LoadPlan(
        int devices, int messagesEach, int payloadBytes, int ratePerSecond, int textDevices, int silentDevices) {

    /** Devices that write JSON, as fast as they can. */
    static LoadPlan of(int devices, int messagesEach, int payloadBytes) {
        return new LoadPlan(devices, messagesEach, payloadBytes, 0, 0, 0);
    }

    /** Devices that write JSON until they are told to end; see {@link MqttLoad#end}. */
    static LoadPlan endless(int devices, int payloadBytes) {
        return of(devices, 10_000_000, payloadBytes);
    }

    LoadPlan atRate(int messagesPerSecond) {
        return new LoadPlan(devices, messagesEach, payloadBytes, messagesPerSecond, textDevices, silentDevices);
    }

    LoadPlan withTextFrom(int deviceCount) {
        return new LoadPlan(devices, messagesEach, payloadBytes, ratePerSecond, deviceCount, silentDevices);
    }

    LoadPlan withSilence(int deviceCount) {
        return new LoadPlan(devices, messagesEach, payloadBytes, ratePerSecond, textDevices, deviceCount);
    }

    int total() {
        return devices * messagesEach;
    }

    Form form(int device) {
        if (device < textDevices) {
            return Form.TEXT;
        }
        return device < textDevices + silentDevices ? Form.EMPTY : Form.JSON;
    }

    Buffer payload(DeviceMessage message) {
        return message.payload(form(message.device()), payloadBytes);
    }
}
