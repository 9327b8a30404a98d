#pragma once

#include "core/money/money.h"
#include "core/time/period.h"

#include <array>
#include <string>
#include <string_view>

namespace hostler {

/// The words that documents fill into their templates, in one language. Everything else of a
/// language stands in the templates themselves.
struct DocumentWords {
  std::array<std::string_view, 12> months;
  std::string_view taxInvoice, invoice, billOfSupply, creditNote, debitNote;
  std::string_view copy, signatureNote;
  std::string_view paidStamp, partlyPaidStamp, cancelledStamp, refundedStamp;
  std::string_view paid, credited, withheld;  ///< what lowered the balance
  std::string_view payLink, questions, upiNote;
  std::string_view creditFor;  ///< "Credit on {}"
  std::string_view until;      ///< between two days: "{} to {}"
  std::string_view original;   ///< of a debit note: "Adds to invoice {} of {}."
  std::string_view rate;       ///< "1 {} = {} {}"
  std::string_view receiptVoucher, advance, untaxedAdvance;
  std::string_view proforma, proformaNote;
  std::string_view invoicedAs;  ///< of a proforma: "Invoiced as {} of {}."

  /// English for every language that there are no words for.
  static const DocumentWords& of(std::string_view locale);

  std::string day(Date date) const;
  std::string days(const Period& period) const;
};

/// Puts values in the places of "{}", in their order.
std::string filled(std::string_view text, std::initializer_list<std::string> values);
/// "₹1,23,456.50", "−$10.00", "CHF 5.00".
std::string sumText(Money amount);

}  // namespace hostler
