#include "modules/billing/gst_return.h"

#include "modules/billing/gst_summaries.h"

#include <algorithm>
#include <cstdio>
#include <map>

namespace hostler::gst_return {
namespace {

constexpr std::string_view kNames[] = {"b2b", "b2cl", "b2cs", "cdnr",     "cdnur",
                                       "exp", "nil",  "hsn",  "doc_issue"};

std::string day(Date date) {
  char text[16];
  std::snprintf(text, sizeof text, "%02u-%02u-%04d", date.day(), date.month(), date.year());
  return text;
}

bool isNote(const Document& document) {
  return document.kind != Kind::Invoice;
}

bool isExport(SupplyKind kind) {
  return kind == SupplyKind::ExportUnderLut || kind == SupplyKind::ExportWithTax;
}

std::string invoiceType(const Document& document) {
  if (document.supply == SupplyKind::SezUnderLut) return "SEWOP";
  if (document.supply == SupplyKind::SezWithTax) return "SEWP";
  return "R";
}

// One entry per rate, whatever the classes.
std::vector<Item> byRate(const Document& document) {
  std::map<Decimal, Item> rates;
  for (const auto& item : document.items)
    addTo(rates.try_emplace(item.rate, blank(item)).first->second, item);
  std::vector<Item> items;
  for (auto& [rate, item] : rates) items.push_back(std::move(item));
  return items;
}

Json detailsOf(const Item& item, bool interState) {
  Json details{
      {"rt", number(item.rate)}, {"txval", rupees(item.taxable)}, {"csamt", rupees(item.cess)}};
  if (interState) {
    details["iamt"] = rupees(item.igst);
  } else {
    details["camt"] = rupees(item.cgst);
    details["samt"] = rupees(item.sgst);
  }
  return details;
}

Json itemsOf(const Document& document) {
  const bool interState = document.supply != SupplyKind::Domestic;
  Json items = Json::array();
  for (const auto& item : byRate(document)) {
    const auto position = static_cast<int>(items.size()) + 1;
    items.push_back({{"num", position}, {"itm_det", detailsOf(item, interState)}});
  }
  return items;
}

Json invoiceOf(const Document& document) {
  return {{"inum", document.number},
          {"idt", day(document.date)},
          {"val", rupees(document.value)},
          {"itms", itemsOf(document)}};
}

Json noteOf(const Document& document) {
  return {{"ntty", document.kind == Kind::CreditNote ? "C" : "D"},
          {"nt_num", document.number},
          {"nt_dt", day(document.date)},
          {"val", rupees(document.value)},
          {"itms", itemsOf(document)}};
}

// Documents of one table by what they are grouped by, each list in the order of their numbers.
std::map<std::string, std::vector<const Document*>> grouped(const Return& filed, Table table,
                                                            std::string (*key)(const Document&)) {
  std::map<std::string, std::vector<const Document*>> groups;
  for (const auto& document : filed.documents) {
    if (tableOf(document) == table) groups[key(document)].push_back(&document);
  }
  for (auto& [name, documents] : groups) std::ranges::sort(documents, {}, &Document::number);
  return groups;
}

std::string buyerOf(const Document& document) {
  return document.gstin.value_or("");
}
std::string placeOf(const Document& document) {
  return document.place;
}
std::string paymentOf(const Document& document) {
  return document.supply == SupplyKind::ExportWithTax ? "WPAY" : "WOPAY";
}
std::string nothing(const Document&) {
  return {};
}

Json registered(const Return& filed, Table table) {
  Json all = Json::array();
  for (const auto& [gstin, documents] : grouped(filed, table, buyerOf)) {
    Json list = Json::array();
    for (const auto* document : documents) {
      auto one = table == Table::Cdnr ? noteOf(*document) : invoiceOf(*document);
      one["pos"] = document->place;
      one["rchrg"] = "N";
      one["inv_typ"] = invoiceType(*document);
      list.push_back(std::move(one));
    }
    all.push_back({{"ctin", gstin}, {table == Table::Cdnr ? "nt" : "inv", std::move(list)}});
  }
  return all;
}

Json largeConsumers(const Return& filed) {
  Json all = Json::array();
  for (const auto& [place, documents] : grouped(filed, Table::B2cl, placeOf)) {
    Json list = Json::array();
    for (const auto* document : documents) list.push_back(invoiceOf(*document));
    all.push_back({{"pos", place}, {"inv", std::move(list)}});
  }
  return all;
}

Json exports(const Return& filed) {
  Json all = Json::array();
  for (const auto& [payment, documents] : grouped(filed, Table::Exp, paymentOf)) {
    Json list = Json::array();
    for (const auto* document : documents) {
      Json one{{"inum", document->number},
               {"idt", day(document->date)},
               {"val", rupees(document->value)},
               {"itms", Json::array()}};
      for (const auto& item : byRate(*document)) one["itms"].push_back(detailsOf(item, true));
      list.push_back(std::move(one));
    }
    all.push_back({{"exp_typ", payment}, {"inv", std::move(list)}});
  }
  return all;
}

std::string unregisteredType(const Document& document) {
  if (document.supply == SupplyKind::ExportWithTax) return "EXPWP";
  return document.supply == SupplyKind::ExportUnderLut ? "EXPWOP" : "B2CL";
}

Json unregisteredNotes(const Return& filed) {
  Json all = Json::array();
  for (const auto& [none, documents] : grouped(filed, Table::Cdnur, nothing)) {
    for (const auto* document : documents) {
      auto one = noteOf(*document);
      one["typ"] = unregisteredType(*document);
      if (!isExport(document->supply)) one["pos"] = document->place;
      all.push_back(std::move(one));
    }
  }
  return all;
}

std::string csvOf(const Return& filed, Table table) {
  const bool nil = table == Table::Nil;
  std::vector<std::string> head{"gstin",
                                "buyer",
                                "kind",
                                "number",
                                "date",
                                "value",
                                "place_of_supply",
                                "reverse_charge",
                                "type",
                                "rate",
                                "taxable_value",
                                "igst",
                                "cgst",
                                "sgst",
                                "cess"};
  if (nil) head.emplace_back("exemption_reason");
  CsvText csv{head};
  for (const auto& [none, documents] : grouped(filed, table, nothing)) {
    for (const auto* document : documents) {
      for (const auto& item : byRate(*document)) {
        std::vector<std::string> cells{document->gstin.value_or(""),
                                       document->buyer,
                                       !isNote(*document)                   ? "invoice"
                                       : document->kind == Kind::CreditNote ? "credit_note"
                                                                            : "debit_note",
                                       document->number,
                                       day(document->date),
                                       rupeesText(document->value),
                                       document->place,
                                       "N",
                                       table == Table::Exp     ? paymentOf(*document)
                                       : table == Table::Cdnur ? unregisteredType(*document)
                                                               : invoiceType(*document),
                                       item.rate.text(),
                                       rupeesText(item.taxable),
                                       rupeesText(item.igst),
                                       rupeesText(item.cgst),
                                       rupeesText(item.sgst),
                                       rupeesText(item.cess)};
        if (nil) cells.push_back(document->exemption);
        csv.add(cells);
      }
    }
  }
  return csv.text();
}

}  // namespace

std::optional<Table> tableNamed(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == std::end(kNames)) return std::nullopt;
  return static_cast<Table>(found - std::begin(kNames) + 1);
}

std::optional<Table> tableOf(const Document& document) {
  // Invoices of more than this to consumers in another state are listed one by one.
  const std::int64_t large = (document.date < Date::of(2024, 8, 1) ? 250'000 : 100'000) * 100LL;
  switch (document.supply) {
    case SupplyKind::OutsideScope:
    case SupplyKind::ReverseCharge:
      return std::nullopt;
    case SupplyKind::Exempt:
      return Table::Nil;
    case SupplyKind::ExportUnderLut:
    case SupplyKind::ExportWithTax:
      return isNote(document) ? Table::Cdnur : Table::Exp;
    case SupplyKind::Domestic:
    case SupplyKind::InterState:
    case SupplyKind::SezUnderLut:
    case SupplyKind::SezWithTax:
      break;
  }
  if (document.gstin) return isNote(document) ? Table::Cdnr : Table::B2b;
  const auto value = isNote(document) ? document.originalValue : document.value;
  if (document.supply == SupplyKind::Domestic || value <= large) return Table::B2cs;
  return isNote(document) ? Table::Cdnur : Table::B2cl;
}

Json toPortalJson(const Return& filed) {
  char period[16];
  std::snprintf(period, sizeof period, "%02u%04d", filed.to.month(), filed.to.year());
  return {{"gstin", filed.gstin},
          {"fp", period},
          {"b2b", registered(filed, Table::B2b)},
          {"b2cl", largeConsumers(filed)},
          {"b2cs", smallConsumers(filed)},
          {"cdnr", registered(filed, Table::Cdnr)},
          {"cdnur", unregisteredNotes(filed)},
          {"exp", exports(filed)},
          {"nil", nilRated(filed)},
          {"hsn", classes(filed)},
          {"doc_issue", documentsIssued(filed)}};
}

std::string toCsv(const Return& filed, Table table) {
  switch (table) {
    case Table::B2cs:
      return smallConsumersCsv(filed);
    case Table::Hsn:
      return classesCsv(filed);
    case Table::DocIssue:
      return documentsIssuedCsv(filed);
    case Table::B2b:
    case Table::B2cl:
    case Table::Cdnr:
    case Table::Cdnur:
    case Table::Exp:
    case Table::Nil:
      return csvOf(filed, table);
  }
  return {};
}

}  // namespace hostler::gst_return
