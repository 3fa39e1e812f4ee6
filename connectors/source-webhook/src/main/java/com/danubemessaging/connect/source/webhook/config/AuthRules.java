package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigProblem;
import com.danubemessaging.connect.api.config.ConfigValues;
import com.danubemessaging.connect.source.webhook.auth.AuthSettings;
import com.danubemessaging.connect.source.webhook.auth.HashAlgorithm;
import com.danubemessaging.connect.source.webhook.auth.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a table {@code auth}. */
final class AuthRules {

    private AuthRules() {}

    /** What is wrong with the table; {@code prefix} is put before the names of the keys. */
    static List<ConfigProblem> problems(String prefix, ConfigValues values) {
        Optional<AuthFields.Type> type = values.find(AuthFields.TYPE);
        if (type.isEmpty()) {
            return orphans(prefix, values);
        }
        return switch (type.get()) {
            case NONE -> List.of();
            case APIKEY -> missing(prefix, values, "apikey", AuthFields.SECRET_ENV, AuthFields.HEADER);
            case HMAC -> ofHmac(prefix, values);
            case JWT -> ofJwt(prefix, values);
        };
    }

    private static List<ConfigProblem> orphans(String prefix, ConfigValues values) {
        boolean any = values.isSet(AuthFields.SECRET_ENV)
                || values.isSet(AuthFields.HEADER)
                || values.isSet(AuthFields.ALGORITHM)
                || values.get(AuthFields.SCHEME) != SignatureScheme.ANY
                || values.isSet(AuthFields.PUBLIC_KEY_PATH);
        return any
                ? List.of(new ConfigProblem(
                        prefix + AuthFields.TYPE.key(), "is missing; write none, apikey, hmac or jwt"))
                : List.of();
    }

    private static List<ConfigProblem> missing(
            String prefix, ConfigValues values, String type, ConfigField<?>... fields) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (ConfigField<?> field : fields) {
            if (!values.isSet(field)) {
                problems.add(
                        new ConfigProblem(prefix + field.key(), "is missing; auth.type = \"" + type + "\" needs it"));
            }
        }
        return problems;
    }

    private static List<ConfigProblem> ofHmac(String prefix, ConfigValues values) {
        List<ConfigProblem> problems = new ArrayList<>(missing(prefix, values, "hmac", AuthFields.SECRET_ENV));
        if (values.get(AuthFields.SCHEME) == SignatureScheme.ANY) {
            problems.addAll(missing(prefix, values, "hmac", AuthFields.HEADER, AuthFields.ALGORITHM));
        } else if (values.find(AuthFields.ALGORITHM).orElse(HashAlgorithm.SHA256) != HashAlgorithm.SHA256) {
            problems.add(new ConfigProblem(
                    prefix + AuthFields.ALGORITHM.key(),
                    "is not what auth.scheme = \""
                            + values.get(AuthFields.SCHEME).spelling()
                            + "\" signs with, which is sha256; leave it out"));
        }
        if (values.get(AuthFields.SCHEME) != SignatureScheme.ANY && values.isSet(AuthFields.TIMESTAMP_HEADER)) {
            problems.add(new ConfigProblem(
                    prefix + AuthFields.TIMESTAMP_HEADER.key(),
                    "belongs to signatures without auth.scheme; leave it out"));
        }
        if (values.isSet(AuthFields.NONCE_HEADER) && !values.isSet(AuthFields.TIMESTAMP_HEADER)) {
            problems.add(new ConfigProblem(
                    prefix + AuthFields.TIMESTAMP_HEADER.key(), "is missing; auth.nonce_header needs it"));
        }
        return problems;
    }

    private static List<ConfigProblem> ofJwt(String prefix, ConfigValues values) {
        if (values.isSet(AuthFields.SECRET_ENV) || values.isSet(AuthFields.PUBLIC_KEY_PATH)) {
            return List.of();
        }
        return List.of(new ConfigProblem(
                prefix + AuthFields.SECRET_ENV.key(),
                "is missing; auth.type = \"jwt\" needs it, or auth.public_key_path"));
    }

    /** The settings of the table, if it names a type. */
    static Optional<AuthSettings> read(String prefix, ConfigValues values) {
        return values.find(AuthFields.TYPE).map(type -> switch (type) {
            case NONE -> new AuthSettings.Open();
            case APIKEY ->
                new AuthSettings.ApiKey(
                        prefix + AuthFields.SECRET_ENV.key(),
                        values.get(AuthFields.SECRET_ENV),
                        values.get(AuthFields.HEADER));
            case HMAC -> readHmac(prefix, values);
            case JWT ->
                new AuthSettings.Jwt(
                        prefix + "auth", values.find(AuthFields.SECRET_ENV), values.find(AuthFields.PUBLIC_KEY_PATH));
        });
    }

    private static AuthSettings readHmac(String prefix, ConfigValues values) {
        SignatureScheme scheme = values.get(AuthFields.SCHEME);
        return new AuthSettings.Hmac(
                prefix + AuthFields.SECRET_ENV.key(),
                values.get(AuthFields.SECRET_ENV),
                values.find(AuthFields.HEADER).orElse(scheme.header()),
                values.find(AuthFields.ALGORITHM).orElse(HashAlgorithm.SHA256),
                scheme,
                values.find(AuthFields.TIMESTAMP_HEADER),
                values.find(AuthFields.NONCE_HEADER),
                values.get(AuthFields.TOLERANCE),
                values.get(AuthFields.VERIFY));
    }
}
