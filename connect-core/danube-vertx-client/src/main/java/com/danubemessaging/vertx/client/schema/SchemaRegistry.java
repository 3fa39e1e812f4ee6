package com.danubemessaging.vertx.client.schema;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The schema registry of a Danube cluster, see
 * {@link com.danubemessaging.vertx.client.DanubeClient#schemaRegistry(java.time.Duration)}.
 *
 * <p><b>Retries.</b> Every call can be repeated without harm, and is: failures that pass, such as a broker that is
 * away, are tried again with growing pauses and told to the client's warning handler, until the registry's patience
 * ends.
 *
 * <p><b>Caching.</b> A version never changes once it exists: {@link #get(long, int)} asks for each at most once and
 * remembers {@value #CACHED_VERSIONS} of them. Nothing else is remembered.
 *
 * <p><b>Failure.</b> Futures fail with a {@link com.danubemessaging.vertx.client.DanubeException}: of kind
 * {@code CONFIGURATION} for what the registry refuses (with the status NOT_FOUND where a subject, id, version or topic
 * does not exist), {@code TRANSIENT} when patience ended, {@code CLOSED} with the client.
 *
 * <p><b>Threading.</b> Methods may be called from any thread; results arrive on the client's context.
 */
public interface SchemaRegistry {

    /** Versions that are remembered, the ones used last. */
    int CACHED_VERSIONS = 1000;

    /**
     * Finds the version of a subject that has this definition, or adds it. A new subject is made with
     * {@link CompatibilityMode#BACKWARD}.
     *
     * @return fails if the definition cannot be read or does not fit the latest version under the subject's mode
     */
    Future<Registration> register(NewSchema schema);

    /** The newest version of a subject. */
    Future<Schema> latest(String subject);

    /**
     * The newest version of the subject with this id.
     *
     * @param id unsigned
     */
    Future<Schema> get(long id);

    /**
     * One version of the subject with this id.
     *
     * @param id unsigned
     * @param version unsigned
     */
    Future<Schema> get(long id, int version);

    /** The version that a producer with this reference would stamp its messages with. */
    Future<Schema> resolve(SchemaReference reference);

    /** The versions of a subject, oldest first, without those that were deleted. */
    Future<List<SchemaVersion>> versions(String subject);

    /** All subjects, in no particular order. */
    Future<List<SubjectSummary>> subjects();

    /**
     * Whether {@link #register} would take a schema now.
     *
     * @param mode instead of the subject's own
     * @return fails if the subject does not exist or the definition cannot be read
     */
    Future<CompatibilityReport> checkCompatibility(NewSchema schema, Optional<CompatibilityMode> mode);

    /** Changes what is asked of the next version of a subject. */
    Future<Void> setCompatibilityMode(String subject, CompatibilityMode mode);

    /**
     * Deletes a version; succeeds if there is none. A deleted version is no longer found by its number, but the next
     * one is still compared with it if it was the latest.
     *
     * @param version unsigned
     */
    Future<Void> deleteVersion(String subject, int version);

    /** Gives a topic a subject and a policy, for good. */
    Future<Void> configureTopic(String topic, TopicSchema schema);

    /**
     * Gives a topic another policy.
     *
     * @return fails if the topic has no subject; brokers of release 0.15 have changed the policy even so
     */
    Future<Void> setValidationPolicy(String topic, ValidationPolicy policy, boolean validatesPayload);

    /** What a topic asks of its messages. */
    Future<TopicSchema> topicSchema(String topic);
}
