#pragma once

// The tables of the return that add documents up instead of listing them.

#include "modules/billing/csv_text.h"
#include "modules/billing/gst_return.h"

namespace hostler::gst_return {

/// Paise as rupees with two decimals, for the portal: "1178.82".
std::string rupeesText(std::int64_t paise);
/// The same as a number. It is written as its text reads; nothing is computed with it.
Json rupees(std::int64_t paise);
Json number(Decimal value);

/// The same class and rate, without any amounts.
Item blank(const Item& item);
void addTo(Item& sum, const Item& item);
/// A note of credit takes away, everything else adds.
void addSigned(Item& sum, const Document& document, const Item& item);

Json smallConsumers(const Return& filed);
std::string smallConsumersCsv(const Return& filed);
Json nilRated(const Return& filed);
Json classes(const Return& filed);
std::string classesCsv(const Return& filed);
Json documentsIssued(const Return& filed);
std::string documentsIssuedCsv(const Return& filed);

}  // namespace hostler::gst_return
