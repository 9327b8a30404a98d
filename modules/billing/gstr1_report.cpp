#include "core/problem/problem.h"
#include "modules/billing/gst_documents.h"
#include "modules/billing/money_report.h"

namespace hostler {

Json Gstr1Report::json(db::Reader& reader, const Tenant& tenant, const ReportWish& wish) const {
  const auto filed = gst_documents::between(reader, tenant, wish.from, wish.to);
  auto answer = gst_return::toPortalJson(filed);
  // No member of the portal's: what a person has to add by hand.
  if (!filed.left.empty()) answer["without_exchange_rate"] = filed.left;
  return answer;
}

std::string Gstr1Report::csv(db::Reader& reader, const Tenant& tenant,
                             const ReportWish& wish) const {
  const auto table = gst_return::tableNamed(wish.table.empty() ? "b2b" : wish.table);
  if (!table) {
    throw ValidationError{"table", "unknown",
                          "must be b2b, b2cl, b2cs, cdnr, cdnur, exp, nil, hsn or doc_issue"};
  }
  return gst_return::toCsv(gst_documents::between(reader, tenant, wish.from, wish.to), *table);
}

}  // namespace hostler
