package com.danubemessaging.connect.source.mqtt;

import com.danubemessaging.connect.api.ProducerConfig;
import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.ConnectorConfig;
import com.danubemessaging.connect.api.config.CoreFields;
import com.danubemessaging.connect.api.config.SchemaFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is allowed, but probably not meant: said once, at start. */
final class ConfigWarnings {

    private ConfigWarnings() {}

    /** One sentence each; empty if all is well. */
    static List<String> of(ConnectorConfig config, MqttSourceConfig settings) {
        List<String> warnings = new ArrayList<>();
        ConfigValues values = config.values();
        addCredentials(values, settings, warnings);
        if (settings.broker().transport().tls() == null) {
            addUnusedTls(values, warnings);
        }
        if (values.get(MqttFields.KEEP_ALIVE).compareTo(MqttSourceConfig.MQTT_MAX_KEEP_ALIVE) > 0) {
            warnings.add("mqtt.keep_alive_secs: MQTT knows at most " + MqttSourceConfig.MQTT_MAX_KEEP_ALIVE.toSeconds()
                    + " s, which is used");
        }
        addSession(settings, warnings);
        addRoutes(settings.routes(), warnings);
        addSchemas(config, settings.routes(), warnings);
        return warnings;
    }

    private static void addCredentials(ConfigValues values, MqttSourceConfig settings, List<String> warnings) {
        boolean someGiven = !values.find(MqttFields.USERNAME).orElse("").isEmpty() || values.isSet(MqttFields.PASSWORD);
        if (someGiven && settings.broker().session().credentials() == null) {
            warnings.add("mqtt.username and mqtt.password are only sent together; one is missing, so the connector"
                    + " connects without credentials");
        }
    }

    private static void addUnusedTls(ConfigValues values, List<String> warnings) {
        for (ConfigField<String> field :
                List.of(MqttFields.CA_CERT_PATH, MqttFields.CLIENT_CERT_PATH, MqttFields.CLIENT_KEY_PATH)) {
            if (values.isSet(field)) {
                warnings.add(field.key() + " has no effect without mqtt.use_tls = true");
            }
        }
    }

    private static void addSession(MqttSourceConfig settings, List<String> warnings) {
        boolean hasReliableRoute = settings.routes().all().stream().anyMatch(route -> route.qos() != Qos.AT_MOST_ONCE);
        if (settings.broker().session().isClean() && hasReliableRoute) {
            warnings.add(
                    "mqtt.clean_session = true: the broker forgets what is not acknowledged whenever the connection"
                            + " ends, and what is published while it is away; set it to false for delivery at least once");
        }
    }

    private static void addRoutes(Routes routes, List<String> warnings) {
        for (Route route : routes.unreachable()) {
            warnings.add(route.label() + " never gets a message: an earlier route has the same filter");
        }
        for (Route route : routes.all()) {
            if (route.qos() == Qos.EXACTLY_ONCE) {
                warnings.add(route.label() + " asks for ExactlyOnce and subscribes at QoS 1: delivery is at least once,"
                        + " acknowledged after Danube has the record");
            }
        }
    }

    private static void addSchemas(ConnectorConfig config, Routes routes, List<String> warnings) {
        Set<String> targets =
                routes.producerConfigs().stream().map(ProducerConfig::topic).collect(Collectors.toSet());
        for (ConfigValues schema : config.get(CoreFields.SCHEMAS)) {
            schema.find(SchemaFields.TOPIC)
                    .filter(topic -> !targets.contains(topic))
                    .ifPresent(topic ->
                            warnings.add("the schema for topic " + topic + " has no effect: no route writes it"));
        }
    }
}
