package com.danubemessaging.connect.source.webhook.config;

import com.danubemessaging.connect.api.config.ConfigField;
import com.danubemessaging.connect.api.config.ConfigSpec;
import com.danubemessaging.connect.source.webhook.route.KeySelector;
import com.danubemessaging.connect.source.webhook.route.PathPattern;
import com.danubemessaging.connect.source.webhook.route.Split;
import java.util.List;
import java.util.Set;

/** The keys of one table of {@code routes}. The older names stay valid. */
final class RouteFields {

    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    static final ConfigField<String> FROM = ConfigField.string("from")
            .alias("path")
            .describe(
                    "Path of the endpoint, case-sensitive; a trailing slash counts. A segment in braces stands for any"
                            + " segment, for example /devices/{device}/events. Exact paths win over patterns, else the first wins.")
            .required()
            .check("must start with / and have only whole segments in braces, each name once", PathPattern::isValid)
            .example("\"/events\"");

    static final ConfigField<String> TO = ConfigField.string("to")
            .alias("danube_topic")
            .describe("Danube topic, /namespace/topic.")
            .required()
            .example("\"/default/events\"");

    static final ConfigField<Long> PARTITIONS = ConfigField.integer("partitions", 0, Integer.MAX_VALUE)
            .describe("Partitions of the Danube topic; 0 means not partitioned.")
            .orDefault(0L);

    static final ConfigField<Boolean> RELIABLE_DISPATCH = ConfigField.bool("reliable_dispatch")
            .describe("Whether Danube keeps the records until they are acknowledged. Without it an event that was"
                    + " answered 200 can be lost behind the broker.")
            .orDefault(false);

    static final ConfigField<List<String>> METHODS = ConfigField.strings("methods")
            .describe("Methods that are accepted, of POST, PUT, PATCH and DELETE.")
            .orDefault(List.of("POST"))
            .check(
                    "must be some of POST, PUT, PATCH and DELETE",
                    methods -> !methods.isEmpty() && METHODS_WITH_BODY.containsAll(methods));

    static final ConfigField<String> KEY_FROM = ConfigField.string("key_from")
            .describe("Where the record's key comes from: header:<name>, path:<name of a segment>, or"
                    + " json:<JSON pointer into the body>. Records of one key keep their order.")
            .check(KeySelector.RULE, KeySelector::isValid)
            .defaultsTo("no key, and no order");

    static final ConfigField<Split> SPLIT = ConfigField.choice("split", Split.class, Split::spelling)
            .describe(
                    "Whether a body is several records: none, json_array (one for each element) or lines (one for each"
                            + " line that is not empty). The answer comes after all of them are confirmed.")
            .orDefault(Split.NONE);

    static final ConfigField<Boolean> CLOUD_EVENTS = ConfigField.bool("cloud_events")
            .describe("Recognize CloudEvents 1.0, binary, structured and batched: their attributes become attributes"
                    + " ce_<name>, their data the payload.")
            .orDefault(false);

    static final ConfigSpec SPEC = ConfigSpec.of(
            FROM,
            TO,
            PARTITIONS,
            RELIABLE_DISPATCH,
            METHODS,
            KEY_FROM,
            SPLIT,
            CLOUD_EVENTS,
            LimitFields.REQUESTS_PER_SECOND,
            LimitFields.BURST_SIZE,
            LimitFields.PER_IP,
            LimitFields.PER_IP_REQUESTS_PER_SECOND,
            AuthFields.TYPE,
            AuthFields.SECRET_ENV,
            AuthFields.HEADER,
            AuthFields.ALGORITHM,
            AuthFields.SCHEME,
            AuthFields.TIMESTAMP_HEADER,
            AuthFields.NONCE_HEADER,
            AuthFields.TOLERANCE,
            AuthFields.VERIFY,
            AuthFields.PUBLIC_KEY_PATH);

    private RouteFields() {}
}
