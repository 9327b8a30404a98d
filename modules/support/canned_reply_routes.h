#pragma once

#include "core/audit/audit_log.h"
#include "core/http/page.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "core/time/clock.h"
#include "modules/support/department_desk.h"

namespace hostler {

struct CannedReplyView {
  Id<CannedReply> id;
  std::string name, message;
  std::optional<Id<Department>> department;
  static void describe(Shape<CannedReplyView>& shape);
};

struct CannedReplyEdit {
  std::optional<std::string> name, message;
  std::optional<std::optional<Id<Department>>> department;
  static void describe(Shape<CannedReplyEdit>& shape);
};

/// Answers that staff give often.
class CannedReplyRoutes {
 public:
  CannedReplyRoutes(db::Database& database, const Clock& clock, IdMint& ids, AuditLog& audit,
                    DepartmentDesk& departments)
      : database_{database}, clock_{clock}, ids_{ids}, audit_{audit}, departments_{departments} {}
  void mount(http::Router& router);

 private:
  CannedReplyView add(const Actor& actor, const CannedReplyEdit& edit);
  CannedReplyView change(const Actor& actor, Id<CannedReply> id, const CannedReplyEdit& edit);
  void remove(const Actor& actor, Id<CannedReply> id);
  void apply(db::Reader& reader, const Actor& actor, const CannedReplyEdit& edit,
             CannedReplyView& reply);

  db::Database& database_;
  const Clock& clock_;
  IdMint& ids_;
  AuditLog& audit_;
  DepartmentDesk& departments_;
};

}  // namespace hostler
