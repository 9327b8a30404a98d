#pragma once

// A month's outward supplies as the GST portal takes them (GSTR-1): which table each document
// belongs to, and the portal's JSON and CSV. Pure.

#include "core/json/json.h"
#include "core/money/money.h"
#include "modules/billing/tax.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::gst_return {

/// The part of a document of one SAC and one rate, in paise.
struct Item {
  std::string sac;
  Decimal rate;  ///< per cent, central and state together
  std::int64_t taxable = 0, igst = 0, cgst = 0, sgst = 0, cess = 0;
};

enum class Kind { Invoice = 1, DebitNote, CreditNote };

struct Document {
  Kind kind = Kind::Invoice;
  std::string series, number;
  Date date = Date::ofDaysSinceEpoch(0);
  SupplyKind supply = SupplyKind::Domestic;
  std::string place;                 ///< state code, "96" outside India
  std::optional<std::string> gstin;  ///< the buyer's
  std::string buyer;
  std::int64_t value = 0;          ///< with taxes and rounding; of a note what it takes back
  std::int64_t originalValue = 0;  ///< of a note: its invoice's
  std::vector<Item> items;
  std::string exemption = {};  ///< why it bears no tax, where its buyer is exempt
};

struct Return {
  std::string gstin;
  std::string state;  ///< the seller's
  Date from = Date::ofDaysSinceEpoch(0);
  Date to = Date::ofDaysSinceEpoch(0);  ///< inclusive
  std::vector<Document> documents;
  std::vector<std::string> left;  ///< numbers in a foreign currency without a rate: not in it
  std::vector<std::string> receipts = {};  ///< numbers of receipt vouchers, of any currency
  /// Numbers of credit notes that came too late to be declared (CGST Act, section 34(2)): they were
  /// issued, and change no amount.
  std::vector<std::string> lateNotes = {};
};

/// The tables of the return, which are also the names of the CSV files.
enum class Table { B2b = 1, B2cl, B2cs, Cdnr, Cdnur, Exp, Nil, Hsn, DocIssue };
std::optional<Table> tableNamed(std::string_view name);

/// Where a document goes; nothing for what the return does not hold.
std::optional<Table> tableOf(const Document& document);

Json toPortalJson(const Return& filed);
std::string toCsv(const Return& filed, Table table);

}  // namespace hostler::gst_return
