#include "tests/bench/select/point_select.h"

#include <atomic>
#include <chrono>
#include <mariadb/mysql.h>
#include <stdexcept>
#include <thread>
#include <vector>

namespace hostler::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Session {
  Session(const db::DatabaseUrl& url, const std::string& sql) {
    if (mysql_real_connect(link, url.host.c_str(), url.user.c_str(), url.password.c_str(),
                           url.name.c_str(), url.port, nullptr, 0) == nullptr ||
        mysql_stmt_prepare(statement, sql.data(), sql.size()) != 0) {
      throw std::runtime_error{std::string{"the database: "} + mysql_error(link)};
    }
  }
  ~Session() {
    mysql_stmt_close(statement);
    mysql_close(link);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  MYSQL* link = mysql_init(nullptr);
  MYSQL_STMT* statement = mysql_stmt_init(link);
};

long askUntil(const db::DatabaseUrl& url, const std::string& sql, std::string key,
              Clock::time_point end) {
  const Session session{url, sql};
  auto* statement = session.statement;
  MYSQL_BIND place{};
  unsigned long length = key.size();
  place.buffer_type = MYSQL_TYPE_STRING;
  place.buffer = key.data();
  place.buffer_length = length;
  place.length = &length;
  mysql_stmt_bind_param(statement, &place);
  const auto width = mysql_stmt_field_count(statement);
  std::vector<std::string> cells(width, std::string(2'048, '\0'));
  std::vector<MYSQL_BIND> columns(width);
  for (unsigned i = 0; i < width; ++i) {
    columns[i].buffer_type = MYSQL_TYPE_STRING;
    columns[i].buffer = cells[i].data();
    columns[i].buffer_length = cells[i].size();
  }
  mysql_stmt_bind_result(statement, columns.data());
  long answers = 0, rows = 0;
  for (; Clock::now() < end; ++answers) {
    if (mysql_stmt_execute(statement) != 0 || mysql_stmt_store_result(statement) != 0)
      throw std::runtime_error{std::string{"the database: "} + mysql_stmt_error(statement)};
    while (mysql_stmt_fetch(statement) == 0) ++rows;
    mysql_stmt_free_result(statement);
  }
  if (rows != answers) throw std::runtime_error{"the statement does not find its row"};
  return answers;
}

}  // namespace

double pointSelects(const db::DatabaseUrl& url, const std::string& sql, const std::string& key,
                    int threads, int seconds) {
  mysql_library_init(0, nullptr, nullptr);
  std::atomic<long> answers{0};
  const auto start = Clock::now();
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back(
        [&] { answers += askUntil(url, sql, key, start + std::chrono::seconds{seconds}); });
  }
  for (auto& thread : all) thread.join();
  return static_cast<double>(answers) / std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace hostler::bench
