/* SPDX-License-Identifier: MIT */
/* Text in XML 1.0. */
#ifndef ORM_REPORTERS_XML_H
#define ORM_REPORTERS_XML_H

#include <glib.h>

#define ORM_XML_DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

/** Appends the text escaped, without the characters that XML 1.0 forbids and with � for bytes that are no UTF-8. */
void orm_xml_text(GString *out, const char *text);

/** Appends ` NAME="VALUE"`; line breaks and tabs in the value survive. */
void orm_xml_attribute(GString *out, const char *name, const char *value);
void orm_xml_number(GString *out, const char *name, guint value);

#endif
