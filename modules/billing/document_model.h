#pragma once

// What the templates of invoices and credit notes are filled with (templates/invoice/README.md).
// Pure: the same in gives the same out, so that a document is rendered the same for ever.

#include "modules/billing/corrections.h"
#include "modules/billing/e_invoice.h"
#include "modules/billing/exchange_rates.h"
#include "modules/billing/invoice.h"
#include "modules/billing/receipt.h"

#include <optional>
#include <string>
#include <utility>

namespace hostler {

/// What a document needs to know beside itself.
struct DocumentSetting {
  Tenant tenant;
  std::string locale = "en";
  std::string colour;              ///< "#rrggbb"
  std::string upiId;               ///< empty: none is printed
  std::vector<std::string> bank;   ///< lines
  std::vector<std::string> terms;  ///< lines
  Money credited, withheld;        ///< of an invoice: by credit notes, as tax at source
  std::optional<e_invoice::Registration> registration;
  std::optional<std::pair<std::string, Date>> original;  ///< of a debit note: its invoice
  std::optional<exchange_rates::Kept> rate = {};         ///< that an invoice was issued at
  /// Of a proforma: the tax invoice that it became.
  std::optional<std::pair<std::string, Date>> invoicedAs = {};
  std::string logo = {};  ///< a PNG's bytes: that of the day of issue; empty: none
};

/// A paid invoice as the proforma that it was sent as: its number and day, all of it owed, no way
/// to pay it any more. `invoice` was one.
Invoice asProforma(Invoice invoice);

Json invoiceModel(const Invoice& invoice, const DocumentSetting& setting);
/// `invoice`: the one that it corrects, with its lines.
Json creditNoteModel(const CreditNote& note, const Invoice& invoice,
                     const DocumentSetting& setting);
Json receiptModel(const Receipt& receipt, const DocumentSetting& setting);
/// What a payer's app reads (NPCI's deep link): the open balance of an invoice in rupees.
std::string upiLink(const Invoice& invoice, const std::string& payee, const std::string& upiId);

}  // namespace hostler
