package com.danubemessaging.connect.runtime.broker;

import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.api.config.SchemaFields;
import com.danubemessaging.connect.api.config.SchemaVersion;
import com.danubemessaging.connect.api.error.ConfigurationException;
import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.schema.NewSchema;
import com.danubemessaging.vertx.client.schema.Registration;
import com.danubemessaging.vertx.client.schema.Schema;
import com.danubemessaging.vertx.client.schema.SchemaReference;
import com.danubemessaging.vertx.client.schema.SchemaRegistry;
import com.danubemessaging.vertx.client.schema.SchemaType;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a {@code [[schemas]]} table and the registry together: registers a subject that does not exist, or the file as
 * a next version if it has changed and fits; refuses what does not fit, with the registry's reasons; and finds the
 * version that messages are stamped with. A pinned version and a subject without {@code auto_register} are left as they
 * are. Confined to the runtime's context.
 */
final class SchemaAgreement {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private final SchemaRegistry registry;
    private final String connectorName;

    /** @param registry waits for ever for a registry that is away */
    SchemaAgreement(SchemaRegistry registry, String connectorName) {
        this.registry = registry;
        this.connectorName = connectorName;
    }

    /**
     * The version to write with.
     *
     * @param file the definition in the file; empty for types without one
     * @return fails with a {@link ConfigurationException}
     */
    Future<Schema> reach(ConfigValues entry, Optional<String> file) {
        String subject = entry.get(SchemaFields.SUBJECT);
        boolean registers = entry.get(SchemaFields.AUTO_REGISTER);
        Future<Schema> agreed = registry.latest(subject)
                .compose(latest -> existing(entry, file, latest))
                .recover(failure -> {
                    if (!isNotFound(failure)) {
                        return Future.failedFuture(failure);
                    }
                    return registers
                            ? register(entry, file).compose(made -> version(entry))
                            : Future.failedFuture(new ConfigurationException(absent(subject)));
                });
        return agreed.recover(failure -> Future.failedFuture(
                failure instanceof ConfigurationException
                        ? failure
                        : new ConfigurationException(
                                "schemas: subject '" + subject + "': " + failure.getMessage(), failure)));
    }

    private Future<Schema> existing(ConfigValues entry, Optional<String> file, Schema latest) {
        boolean isPinned = entry.get(SchemaFields.VERSION_STRATEGY).kind() == SchemaVersion.Kind.PINNED;
        boolean registers = entry.get(SchemaFields.AUTO_REGISTER) && !isPinned;
        if (registers && !isSame(entry, file, latest)) {
            return register(entry, file).compose(made -> version(entry));
        }
        return version(entry).map(schema -> {
            String type = entry.get(SchemaFields.TYPE);
            if (!schema.typeName().equals(type)) {
                throw new ConfigurationException(otherType(schema, type));
            }
            if (!isSame(entry, file, schema)) {
                LOG.atWarn()
                        .addKeyValue("subject", schema.subject())
                        .addKeyValue("version", Integer.toUnsignedString(schema.version()))
                        .log("the schema file differs from the registered version, which is used");
            }
            return schema;
        });
    }

    /** The version that the strategy means now. */
    private Future<Schema> version(ConfigValues entry) {
        String subject = entry.get(SchemaFields.SUBJECT);
        SchemaVersion strategy = entry.get(SchemaFields.VERSION_STRATEGY);
        return registry.resolve(
                switch (strategy.kind()) {
                    case LATEST -> SchemaReference.latest(subject);
                    case PINNED -> SchemaReference.pinned(subject, (int) strategy.version());
                    case MINIMUM -> SchemaReference.minimum(subject, (int) strategy.version());
                });
    }

    private Future<Registration> register(ConfigValues entry, Optional<String> file) {
        String subject = entry.get(SchemaFields.SUBJECT);
        NewSchema schema = NewSchema.of(
                        subject, SchemaType.of(entry.get(SchemaFields.TYPE)).orElseThrow(), file.orElse(""))
                .withCreatedBy(connectorName)
                .withDescription("topic " + entry.get(SchemaFields.TOPIC));
        return registry.register(schema)
                .onSuccess(made -> tell(subject, made))
                .recover(refused -> refusal(schema, refused));
    }

    private static void tell(String subject, Registration made) {
        if (made.isNew()) {
            LOG.atInfo()
                    .addKeyValue("subject", subject)
                    .addKeyValue("version", Integer.toUnsignedString(made.version()))
                    .log("schema registered");
        } else {
            LOG.atWarn()
                    .addKeyValue("subject", subject)
                    .addKeyValue("version", Integer.toUnsignedString(made.version()))
                    .log("the schema file is an older version of the subject; messages are written with a newer one");
        }
    }

    /** Asks why, as far as the registry tells. */
    private Future<Registration> refusal(NewSchema schema, Throwable refused) {
        if (!(refused instanceof DanubeException danube) || danube.grpcStatus() != GrpcStatus.INTERNAL) {
            return Future.failedFuture(refused);
        }
        return registry.checkCompatibility(schema, Optional.empty()).transform(report -> {
            boolean isIncompatible = report.succeeded() && !report.result().isCompatible();
            String reason = isIncompatible
                    ? "does not fit the latest version of the subject: "
                            + String.join("; ", report.result().problems())
                    : "is refused by the registry: " + refused.getMessage();
            return Future.failedFuture(new ConfigurationException(
                    "schemas: the schema of subject '" + schema.subject() + "' " + reason
                            + "; correct the file, choose another subject, or change the subject's compatibility mode",
                    refused));
        });
    }

    private static boolean isSame(ConfigValues entry, Optional<String> file, Schema schema) {
        return schema.typeName().equals(entry.get(SchemaFields.TYPE))
                && file.map(text -> isSameText(text, schema.definition())).orElse(true);
    }

    /** Layout does not count where the definition is JSON. */
    private static boolean isSameText(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        try {
            Object value = Json.decodeValue(one);
            return value != null && value.equals(Json.decodeValue(other));
        } catch (DecodeException e) {
            return one.strip().equals(other.strip());
        }
    }

    static String absent(String subject) {
        return "schemas: subject '" + subject
                + "' does not exist and auto_register is false; register it or set auto_register = true";
    }

    static String otherType(Schema schema, String type) {
        return "schemas: subject '" + schema.subject() + "' has type '" + schema.typeName() + "', schema_type says '"
                + type + "'; correct one of them";
    }

    static boolean isNotFound(Throwable failure) {
        return failure instanceof DanubeException danube
                && danube.kind() == DanubeException.Kind.CONFIGURATION
                && danube.grpcStatus() == GrpcStatus.NOT_FOUND;
    }
}
