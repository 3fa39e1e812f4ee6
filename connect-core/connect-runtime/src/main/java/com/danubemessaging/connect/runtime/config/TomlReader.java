package com.danubemessaging.connect.runtime.config;

import com.danubemessaging.connect.api.error.ConfigurationException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * TOML text to a normal tree (see {@link RawTree}). Whole numbers keep their 64 bits; dates and times become the text
 * they were written as, because no key of ours is a date.
 */
final class TomlReader {

    private static final TomlMapper MAPPER = new TomlMapper();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private TomlReader() {}

    /**
     * Reads the bytes of a file.
     *
     * @param source what to call the text in an error, usually the path of the file
     * @throws ConfigurationException in one sentence with source, line and column; of the text it shows at most one
     *     punctuation character, because the rest may be a secret
     */
    static Map<String, Object> read(String source, byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(source + ": is not UTF-8 text, which TOML must be", e);
        }
        return read(source, text);
    }

    /** The same for text. */
    static Map<String, Object> read(String source, String text) {
        String withoutMark = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        try {
            return RawTree.normal(LongLiterals.restore(MAPPER.readValue(LongLiterals.protect(withoutMark), TREE)));
        } catch (JsonProcessingException e) {
            // The cause is left out: its message may quote the text.
            throw new ConfigurationException(source + ": " + describe(e, withoutMark));
        }
    }

    private static String describe(JsonProcessingException failure, String text) {
        String message = failure.getOriginalMessage();
        JsonLocation location = failure.getLocation();
        if (location == null) {
            return TomlErrors.describe(message, "");
        }
        List<String> lines = text.lines().toList();
        int line = location.getLineNr();
        int column = location.getColumnNr();
        if (TomlErrors.isNoticedLate(message) && before(lines, line, column).isBlank()) {
            line = lastWrittenLine(lines, line - 1);
            column = 1;
        }
        return "line " + line + ", column " + column + ": "
                + TomlErrors.describe(message, characterAt(lines, line, column));
    }

    private static String before(List<String> lines, int line, int column) {
        String content = lineAt(lines, line);
        return content.substring(0, Math.max(0, Math.min(column - 1, content.length())));
    }

    /** The last line, not after the given one, that is neither blank nor a comment. */
    private static int lastWrittenLine(List<String> lines, int line) {
        int candidate = line;
        while (candidate > 1
                && (lineAt(lines, candidate).isBlank()
                        || lineAt(lines, candidate).stripLeading().startsWith("#"))) {
            candidate--;
        }
        return Math.max(1, candidate);
    }

    private static String characterAt(List<String> lines, int line, int column) {
        String content = lineAt(lines, line);
        return column >= 1 && column <= content.length() ? content.substring(column - 1, column) : "";
    }

    private static String lineAt(List<String> lines, int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
    }
}
