#include "modules/billing/gst_summaries.h"

#include <map>
#include <tuple>
#include <utility>

namespace hostler::gst_return {
namespace {

// From this return on, classes are given apart for registered buyers and consumers.
const Date kClassesApart = Date::of(2025, 5, 1);

using SmallKey = std::tuple<bool, std::string, Decimal>;  // within the state, place, rate
std::map<SmallKey, Item> smallTotals(const Return& filed) {
  std::map<SmallKey, Item> totals;
  for (const auto& document : filed.documents) {
    if (tableOf(document) != Table::B2cs) continue;
    for (const auto& item : document.items) {
      const SmallKey key{document.supply == SupplyKind::Domestic, document.place, item.rate};
      addSigned(totals.try_emplace(key, blank(item)).first->second, document, item);
    }
  }
  return totals;
}

using ClassKey = std::tuple<bool, std::string, Decimal>;  // registered, class, rate
std::map<ClassKey, Item> classTotals(const Return& filed) {
  std::map<ClassKey, Item> totals;
  for (const auto& document : filed.documents) {
    if (!tableOf(document)) continue;
    for (const auto& item : document.items) {
      const ClassKey key{document.gstin.has_value(), item.sac, item.rate};
      addSigned(totals.try_emplace(key, blank(item)).first->second, document, item);
    }
  }
  return totals;
}

struct Issued {
  std::string first, last;
  int count = 0;
};
// The portal's numbers for the nature of documents.
constexpr int kInvoices = 1, kDebitNotes = 4, kCreditNotes = 5, kReceiptVouchers = 6;

int natureOf(Kind kind) {
  return kind == Kind::Invoice ? kInvoices : kind == Kind::DebitNote ? kDebitNotes : kCreditNotes;
}

// Their nature, and the series with its year, which is what the numbers say before their last
// slash.
using SeriesKey = std::pair<int, std::string>;
std::map<SeriesKey, Issued> seriesOf(const Return& filed) {
  std::map<SeriesKey, Issued> all;
  const auto count = [&](int nature, const std::string& number) {
    auto& issued = all[{nature, number.substr(0, number.rfind('/') + 1)}];
    if (issued.count == 0 || number < issued.first) issued.first = number;
    if (issued.count == 0 || issued.last < number) issued.last = number;
    ++issued.count;
  };
  for (const auto& document : filed.documents) count(natureOf(document.kind), document.number);
  for (const auto& note : filed.lateNotes) count(kCreditNotes, note);
  for (const auto& voucher : filed.receipts) count(kReceiptVouchers, voucher);
  return all;
}

std::string nameOf(int nature) {
  switch (nature) {
    case kInvoices:
      return "invoices";
    case kDebitNotes:
      return "debit_notes";
    case kCreditNotes:
      return "credit_notes";
    default:
      return "receipt_vouchers";
  }
}

Json classRow(const ClassKey& key, const Item& item, int position) {
  return {{"num", position},
          {"hsn_sc", std::get<1>(key)},
          {"desc", ""},
          {"uqc", "NA"},
          {"qty", 0},
          {"rt", number(std::get<2>(key))},
          {"txval", rupees(item.taxable)},
          {"iamt", rupees(item.igst)},
          {"camt", rupees(item.cgst)},
          {"samt", rupees(item.sgst)},
          {"csamt", rupees(item.cess)}};
}

}  // namespace

std::string rupeesText(std::int64_t paise) {
  return Money::ofMinor(paise, Currency::of("INR")).decimalText();
}
Json rupees(std::int64_t paise) {
  return paise % 100 == 0 ? Json(paise / 100) : Json::parse(rupeesText(paise));
}
Json number(Decimal value) {
  return Json::parse(value.text());
}

Item blank(const Item& item) {
  return {item.sac, item.rate};
}

void addTo(Item& sum, const Item& item) {
  sum.taxable += item.taxable;
  sum.igst += item.igst;
  sum.cgst += item.cgst;
  sum.sgst += item.sgst;
  sum.cess += item.cess;
}

void addSigned(Item& sum, const Document& document, const Item& item) {
  auto one = item;
  if (document.kind == Kind::CreditNote) {
    for (auto* amount : {&one.taxable, &one.igst, &one.cgst, &one.sgst, &one.cess})
      *amount = -*amount;
  }
  addTo(sum, one);
}

Json smallConsumers(const Return& filed) {
  Json all = Json::array();
  for (const auto& [key, item] : smallTotals(filed)) {
    const auto& [within, place, rate] = key;
    // Taken back whole in the same month: nothing to be said of it.
    if (item.taxable == 0 && item.igst == 0 && item.cgst == 0) continue;
    Json one{{"sply_ty", within ? "INTRA" : "INTER"},
             {"typ", "OE"},
             {"pos", place},
             {"rt", number(rate)},
             {"txval", rupees(item.taxable)},
             {"csamt", rupees(item.cess)}};
    if (within) {
      one["camt"] = rupees(item.cgst);
      one["samt"] = rupees(item.sgst);
    } else {
      one["iamt"] = rupees(item.igst);
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::string smallConsumersCsv(const Return& filed) {
  CsvText csv{{"type", "place_of_supply", "rate", "taxable_value", "igst", "cgst", "sgst", "cess"}};
  for (const auto& [key, item] : smallTotals(filed)) {
    csv.add({"OE", std::get<1>(key), std::get<2>(key).text(), rupeesText(item.taxable),
             rupeesText(item.igst), rupeesText(item.cgst), rupeesText(item.sgst),
             rupeesText(item.cess)});
  }
  return csv.text();
}

Json nilRated(const Return& filed) {
  std::map<std::string, Item> totals;
  for (const auto& document : filed.documents) {
    if (tableOf(document) != Table::Nil) continue;
    const auto type = std::string{document.place == filed.state ? "INTRA" : "INTR"} +
                      (document.gstin ? "B2B" : "B2C");
    for (const auto& item : document.items)
      addSigned(totals.try_emplace(type, blank(item)).first->second, document, item);
  }
  Json all = Json::array();
  for (const auto& [type, item] : totals) {
    all.push_back(
        {{"sply_ty", type}, {"expt_amt", rupees(item.taxable)}, {"nil_amt", 0}, {"ngsup_amt", 0}});
  }
  return {{"inv", std::move(all)}};
}

Json classes(const Return& filed) {
  Json registered = Json::array(), consumers = Json::array(), together = Json::array();
  const bool apart = !(filed.to < kClassesApart);
  std::map<ClassKey, Item> totals;
  for (const auto& [key, item] : classTotals(filed)) {
    const auto& [isRegistered, sac, rate] = key;
    addTo(totals.try_emplace({apart && isRegistered, sac, rate}, blank(item)).first->second, item);
  }
  for (const auto& [key, item] : totals) {
    auto& list = !apart ? together : std::get<0>(key) ? registered : consumers;
    list.push_back(classRow(key, item, static_cast<int>(list.size()) + 1));
  }
  if (!apart) return {{"data", std::move(together)}};
  return {{"hsn_b2b", std::move(registered)}, {"hsn_b2c", std::move(consumers)}};
}

std::string classesCsv(const Return& filed) {
  CsvText csv{{"buyers", "sac", "uqc", "quantity", "rate", "taxable_value", "igst", "cgst", "sgst",
               "cess"}};
  for (const auto& [key, item] : classTotals(filed)) {
    csv.add({std::get<0>(key) ? "registered" : "consumers", std::get<1>(key), "NA", "0",
             std::get<2>(key).text(), rupeesText(item.taxable), rupeesText(item.igst),
             rupeesText(item.cgst), rupeesText(item.sgst), rupeesText(item.cess)});
  }
  return csv.text();
}

Json documentsIssued(const Return& filed) {
  std::map<int, Json> kinds;
  for (const auto& [key, issued] : seriesOf(filed)) {
    auto& docs = kinds.try_emplace(key.first, Json::array()).first->second;
    const auto position = static_cast<int>(docs.size()) + 1;
    // A number is never cancelled: a credit note takes its document back.
    docs.push_back({{"num", position},
                    {"from", issued.first},
                    {"to", issued.last},
                    {"totnum", issued.count},
                    {"cancel", 0},
                    {"net_issue", issued.count}});
  }
  Json all = Json::array();
  for (auto& [kind, docs] : kinds) all.push_back({{"doc_num", kind}, {"docs", std::move(docs)}});
  return {{"doc_det", std::move(all)}};
}

std::string documentsIssuedCsv(const Return& filed) {
  CsvText csv{{"kind", "from", "to", "total", "cancelled", "net_issued"}};
  for (const auto& [key, issued] : seriesOf(filed)) {
    const auto count = std::to_string(issued.count);
    csv.add({nameOf(key.first), issued.first, issued.last, count, "0", count});
  }
  return csv.text();
}

}  // namespace hostler::gst_return
