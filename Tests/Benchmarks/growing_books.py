"""Workbooks of any size for the benchmark of growth, written by XlsxWriter."""
import openpyxl, xlsxwriter

COLUMNS = 20


def number(row, column):
    return float((row * 7919 + column * 104_729) % 10_000_000) / 100


def numbers(path, rows):
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    for row in range(rows):
        for column in range(COLUMNS):
            sheet.write_number(row, column, number(row, column))
    book.close()


def rollup(path, sample, complexes):
    """The layout of a turned table, indicators down and complexes across, four columns each."""
    rows = list(openpyxl.load_workbook(sample).worksheets[0].iter_rows(values_only=True))
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("汇总")
    for r, row in enumerate(rows):
        sheet.write_row(r, 0, row[:3])
    for index in range(complexes):
        left = 3 + 4 * index
        sheet.merge_range(1, left, 1, left + 3, f"桐乡市第{index}产业创新服务综合体")
        sheet.write_row(2, left, rows[2][3:7])
        for r, row in enumerate(rows[3:], 3):
            sheet.write_row(r, left, row[3:7])
    book.close()


def stack(path, sample, returns):
    """A form over and over on one sheet, each with a name of its own."""
    rows = list(openpyxl.load_workbook(sample).worksheets[0].iter_rows(values_only=True))
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("季度监测表")
    for index in range(returns):
        for r, row in enumerate(rows):
            row = [f"平湖市第{index}产业创新服务综合体" if str(c).endswith("服务综合体") else c for c in row]
            sheet.write_row(index * (len(rows) + 2) + r, 0, row)
    book.close()


def beside(path, sample, rows):
    """A return, and beside it a sheet of data that has nothing to do with the form."""
    form = list(openpyxl.load_workbook(sample).worksheets[0].iter_rows(values_only=True))
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("季度监测表")
    for r, row in enumerate(form):
        sheet.write_row(r, 0, row)
    data = book.add_worksheet("数据")
    for row in range(rows):
        for column in range(COLUMNS):
            if column % 2:
                data.write_string(row, column, f"Item {(row * 31 + column * 17) % 50_000}")
            else:
                data.write_number(row, column, number(row, column))
    book.close()
