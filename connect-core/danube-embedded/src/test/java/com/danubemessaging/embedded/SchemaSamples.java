package com.danubemessaging.embedded;

/** Definitions of schemas, each under a word or two that fit into a table. */
public final class SchemaSamples {

    private static final String LONGER = "{\"name\":\"y\",\"type\":\"int\"}";

    private SchemaSamples() {}

    /** The definition that a word stands for. */
    public static String definition(String word) {
        return switch (word) {
            // JSON Schema: ! required, ? optional.
            case "a!" -> json("\"a\":{\"type\":\"string\"}", "\"a\"");
            case "a?" -> json("\"a\":{\"type\":\"string\"}", "");
            case "a! int" -> json("\"a\":{\"type\":\"integer\"}", "\"a\"");
            case "a! any" -> json("\"a\":{}", "\"a\"");
            case "a! b?" -> json("\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}", "\"a\"");
            case "a! b!" -> json("\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}", "\"a\",\"b\"");
            // Avro.
            case "R(x)" -> record("R", "{\"name\":\"x\",\"type\":\"int\"}");
            case "R(x text)" -> record("R", "{\"name\":\"x\",\"type\":\"string\"}");
            case "R(x,y)" -> record("R", "{\"name\":\"x\",\"type\":\"int\"}," + LONGER);
            case "R(x,y=0)" ->
                record("R", "{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":\"int\",\"default\":0}");
            case "R(x,y null)" ->
                record(
                        "R",
                        "{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":[\"null\",\"int\"],\"default\":null}");
            case "R(x,y union)" ->
                record(
                        "R",
                        "{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":[\"int\",\"string\"],\"default\":0}");
            case "R(x,y nothing or int)" ->
                record("R", "{\"name\":\"x\",\"type\":\"int\"},{\"name\":\"y\",\"type\":[\"null\",\"int\"]}");
            case "S(x)" -> record("S", "{\"name\":\"x\",\"type\":\"int\"}");
            case "enum A" -> "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\"]}";
            case "enum A B" -> "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}";
            case "fixed 4" -> "{\"type\":\"fixed\",\"name\":\"F\",\"size\":4}";
            case "fixed 8" -> "{\"type\":\"fixed\",\"name\":\"F\",\"size\":8}";
            case "int|text" -> "[\"int\",\"string\"]";
            case "int[]" -> "{\"type\":\"array\",\"items\":\"int\"}";
            case "long[]" -> "{\"type\":\"array\",\"items\":\"long\"}";
            case "{int}" -> "{\"type\":\"map\",\"values\":\"int\"}";
            case "{long}" -> "{\"type\":\"map\",\"values\":\"long\"}";
            default -> '"' + word + '"';
        };
    }

    private static String json(String properties, String required) {
        return "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + required + "]}";
    }

    private static String record(String name, String fields) {
        return "{\"type\":\"record\",\"name\":\"" + name + "\",\"fields\":[" + fields + "]}";
    }
}
