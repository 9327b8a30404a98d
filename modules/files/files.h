#pragma once

// Uploads: what a person sends, before and after it belongs to something (a payment's proof, a
// ticket's reply). A file begins as nobody's: whoever takes it calls `attach`, in the transaction
// of what it belongs to, and shows it to whom it may by `content`. What nobody takes within a day
// goes.

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hostler {

struct File;
template <>
inline constexpr std::string_view kIdPrefix<File> = "fil";

/// An upload. `name` is a label (see file_name.h), `mediaType` what its content is.
struct File {
  Id<File> id;
  Id<Tenant> tenant;
  std::int64_t owner = 0;              ///< the account; of what staff uploaded, the user
  std::optional<Id<Account>> account;  ///< none: staff uploaded it
  std::optional<Id<User>> uploadedBy;
  std::string name, mediaType;
  std::int64_t size = 0;  ///< bytes
  std::string sha256;     ///< in hexadecimal
  std::string subject;    ///< what it belongs to, "pay_…"; empty: nothing yet
  Instant createdAt;
};

/// How much is taken.
struct FileLimits {
  static constexpr std::int64_t kLargest = 10 << 20;  ///< bytes of one file
  std::int64_t bytes = 256 << 20;                     ///< of one owner's files together
  std::int64_t files = 1'000;                         ///< of one owner
};

/// Thread-safe.
class Files {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    AuditLog& audit;
    FileLimits limits = {};
  };
  explicit Files(Parts parts) : parts_{parts} {}

  /// Keeps an upload of the actor's. `declaredType` empty or application/octet-stream: only the
  /// content tells. Throws 413 `file_too_large`, 422 for content that is not taken or is not what
  /// it is called, and 409 `file_quota` when the owner keeps as much as one may.
  File keep(const Actor& actor, std::string_view content, const std::string& name,
            const std::string& declaredType);

  /// The actor's own, attached or not.
  std::optional<File> findOwn(db::Reader& reader, const Actor& actor, Id<File> id);
  /// Any of a tenant's: for who has seen to it that the caller may see what it belongs to.
  std::optional<File> find(db::Reader& reader, Id<Tenant> tenant, Id<File> id);
  /// What belongs to something, in the order in which it was uploaded.
  std::vector<File> of(db::Reader& reader, Id<Tenant> tenant, const std::string& subject);
  std::string content(db::Reader& reader, const File& file);

  /// Makes the actor's uploads belong to `subject` ("pay_…", "rpl_…"): from then on they stay as
  /// long as it does. Throws ValidationError on `field` for what is not the actor's, or belongs to
  /// something else already.
  std::vector<File> attach(db::Transaction& tx, const Actor& actor,
                           const std::vector<Id<File>>& files, const std::string& subject,
                           const std::string& field);
  /// What belonged to `subject` belongs to nothing any more, and goes within a day.
  void release(db::Transaction& tx, Id<Tenant> tenant, const std::string& subject);

  /// Removes uploads that nothing has taken for a day; returns how many.
  std::size_t removeOrphans();

 private:
  Parts parts_;
};

}  // namespace hostler
