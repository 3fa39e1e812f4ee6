package com.danubemessaging.vertx.client;

import com.danubemessaging.vertx.client.internal.Checks;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Whom a client trusts and how it identifies itself on encrypted connections, as PEM files. Whether connections are
 * encrypted is a matter of the service URL's scheme, not of these options.
 *
 * <p>Files are read before the first connection and looked at again every
 * {@link DanubeClientOptions#setCredentialsCheckInterval}; new connections use what they hold then, those that exist
 * stay. A file that has become unusable is reported once in the log, and what it held before stays in use.
 *
 * <p>Host names are always verified, and there is no way to trust everybody. Mutable, not thread-safe; the client
 * copies it.
 */
public class TlsOptions {

    private @Nullable String caFile;
    private @Nullable String certificateFile;
    private @Nullable String keyFile;

    /** All defaults. */
    public TlsOptions() {}

    /** A copy. */
    public TlsOptions(TlsOptions other) {
        this.caFile = other.caFile;
        this.certificateFile = other.certificateFile;
        this.keyFile = other.keyFile;
    }

    /** From {@link #toJson()}'s form; absent keys keep their defaults. */
    public TlsOptions(JsonObject json) {
        setCaFile(json.getString("caFile"));
        setCertificateFile(json.getString("certificateFile"));
        setKeyFile(json.getString("keyFile"));
    }

    /** The options as JSON; what is not set is absent. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        put(json, "caFile", caFile);
        put(json, "certificateFile", certificateFile);
        put(json, "keyFile", keyFile);
        return json;
    }

    private static void put(JsonObject json, String key, @Nullable String value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    /** The authorities that are trusted; null for those that the Java platform trusts. */
    public @Nullable String getCaFile() {
        return caFile;
    }

    /** Sets the file with the certificates of the authorities that are trusted instead of the Java platform's. */
    public TlsOptions setCaFile(@Nullable String caFile) {
        this.caFile = Checks.nullOrNotBlank("caFile", caFile);
        return this;
    }

    /** The certificate shown to who asks for one; null for none. */
    public @Nullable String getCertificateFile() {
        return certificateFile;
    }

    /**
     * Sets the file with the certificate shown to who asks for one, followed by those that lead to its authority.
     * Danube brokers do not ask; proxies in front of them may. Needs a key file.
     */
    public TlsOptions setCertificateFile(@Nullable String certificateFile) {
        this.certificateFile = Checks.nullOrNotBlank("certificateFile", certificateFile);
        return this;
    }

    /** The private key of the certificate; null for none. */
    public @Nullable String getKeyFile() {
        return keyFile;
    }

    /** Sets the file with the private key of the certificate, not encrypted (PKCS 8, or PKCS 1 for RSA). */
    public TlsOptions setKeyFile(@Nullable String keyFile) {
        this.keyFile = Checks.nullOrNotBlank("keyFile", keyFile);
        return this;
    }
}
