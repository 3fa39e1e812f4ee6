package com.danubemessaging.embedded.internal.schema;

import java.util.List;

/**
 * One version of a subject. Immutable.
 *
 * @param version from 1
 * @param definition what it says
 * @param createdAt seconds since the epoch
 * @param createdBy who registered it, may be empty
 * @param description for people, may be empty
 * @param tags may be empty
 */
public record SubjectVersion(
        int version, Definition definition, long createdAt, String createdBy, String description, List<String> tags) {}
